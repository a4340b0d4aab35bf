import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { base } from './base.ts'
import { BundleFaultSchema, ChoiceConflictSchema, preferOptions } from './bundle-parts.ts'
import { FailureSchema } from './parts.ts'
import { Id, Time } from './schemas.ts'
import { SourcePageAskedSchema } from './sources.ts'

export * from './bundle-parts.ts'

export const RenditionSchema = z.discriminatedUnion('format', [
  z.object({ format: z.literal('flac') }),
  z.object({ format: z.literal('mp3'), bitsPerSecond: z.union([z.literal(128_000), z.literal(192_000)]) }),
  z.object({ format: z.literal('ogg'), quality: z.number().min(-1).max(10) }),
])

const FilterSchema = SourcePageAskedSchema.omit({ sort: true, after: true, limit: true })

/** Which sources a bundle is of. */
export const BundleChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('preferred') }),
  /** What changed since the last bundle of everything, or of what had changed. */
  z.object({ kind: z.literal('since-last') }),
  z.object({ kind: z.literal('sources'), sourceIds: z.array(Id).min(1).max(100_000) }),
  z.object({ kind: z.literal('filter'), filter: FilterSchema }),
])
export type BundleChoice = z.infer<typeof BundleChoiceSchema>

export const ExportOptionsSchema = z.object({
  what: BundleChoiceSchema.optional(),
  withTakes: z.boolean().optional(),
  /** Besides each source's own file. */
  formats: z
    .array(RenditionSchema)
    .max(3)
    .refine((forms) => new Set(forms.map(({ format }) => format)).size === forms.length, 'has a form twice')
    .optional(),
  /** `metadata.csv` as the LJSpeech corpus has it. */
  withMetadataCsv: z.boolean().optional(),
  /** A Praat TextGrid for each sound. */
  withTextGrids: z.boolean().optional(),
  /** For whom it is made: `Source-Organization` in bag-info.txt. */
  organisation: z.string().trim().min(1).max(200).optional(),
})
export type ExportOptions = z.infer<typeof ExportOptionsSchema>

/** `done` counts files; bytes are of audio, read or written. */
export const BundleProgressSchema = z.object({
  done: z.int(),
  total: z.int(),
  label: z.string(),
  doneBytes: z.int(),
  totalBytes: z.int(),
})
export type BundleProgress = z.infer<typeof BundleProgressSchema>

export const ExportResultSchema = z.object({
  fileName: z.string(),
  /** Where the window fetches it. */
  url: z.string(),
  /** Relative to the data folder. */
  path: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  sources: z.int(),
  takes: z.int(),
  renditions: z.int(),
  leftOut: z.array(FailureSchema),
  /** Nothing is left out, but somebody should know: a choice that the course's backend cannot play. */
  notes: z.array(FailureSchema),
})
export type ExportResult = z.infer<typeof ExportResultSchema>

export const VerifyResultSchema = z.object({
  valid: z.boolean(),
  /** The first thousand. */
  faults: z.array(BundleFaultSchema),
  faultCount: z.int(),
  /** Label → values, as bag-info.txt has them. */
  info: z.record(z.string(), z.array(z.string())),
  counts: z.object({ files: z.int(), bytes: z.int(), sources: z.int(), takes: z.int(), phonemes: z.int() }),
})
export type VerifyResult = z.infer<typeof VerifyResultSchema>

export const mergedKinds = [
  'inventories',
  'categories',
  'phonemes',
  'prompts',
  'withdrawn',
  'speakers',
  'sittings',
  'sessions',
  'takes',
  'sources',
  'plays',
  'decisions',
] as const

export const ImportResultSchema = z.object({
  /** False: this is what would be; nothing was written. */
  imported: z.boolean(),
  kinds: z.array(
    z.object({
      kind: z.enum(mergedKinds),
      new: z.int(),
      same: z.int(),
      different: z.int(),
      conflicting: z.int(),
      /** Here deleted since: they stay deleted. */
      deletedHere: z.int(),
    }),
  ),
  newFiles: z.int(),
  newBytes: z.int(),
  /** Choices of preferred sources that a person must decide between, unless `prefer` did. */
  conflicts: z.array(ChoiceConflictSchema),
  /** What could not be taken over; the rest was. */
  refused: z.array(FailureSchema),
})
export type ImportResult = z.infer<typeof ImportResultSchema>

const Upload = z.object({ uploadId: Id })

/** How the course's backend calls our categories and phonemes, where it has rows of its own. */
export const MappingSchema = z.object({ categories: z.int(), phonemes: z.int(), importedAt: Time.nullable() })

export const bundlesContract = {
  bundles: {
    export: base.input(ExportOptionsSchema).output(eventIterator(BundleProgressSchema, ExportResultSchema)),
    /** A bundle on its way in: it is sent in pieces, looked at, then taken over or discarded. */
    beginUpload: base
      .input(z.object({ fileName: z.string().max(255), sizeBytes: z.int().nonnegative() }))
      .output(Upload),
    /** Pieces come in order; the same piece sent twice is written once. */
    append: base
      .input(z.object({ uploadId: Id, offset: z.int().nonnegative(), bytes: z.instanceof(Blob) }))
      .output(z.object({ receivedBytes: z.int() })),
    discardUpload: base.input(Upload).output(z.object({})),
    verify: base.input(Upload).output(eventIterator(BundleProgressSchema, VerifyResultSchema)),
    /** Verifies it, and tells what an import would do. */
    plan: base.input(Upload).output(eventIterator(BundleProgressSchema, ImportResultSchema)),
    /** All of it or nothing: BUNDLE_REFUSED where it is not whole, CHOICES_CONFLICT where choices differ and nobody said which. */
    import: base
      .input(
        z.object({
          uploadId: Id,
          prefer: z.enum(preferOptions).optional(),
          /** Phoneme → whose choice stands; before `prefer`. */
          choices: z.record(Id, z.enum(['mine', 'theirs'])).optional(),
        }),
      )
      .output(eventIterator(BundleProgressSchema, ImportResultSchema)),
    mapping: base.output(MappingSchema),
    /** A CSV that an editor imports once; an empty file takes the mapping back. */
    setMapping: base.input(z.object({ file: z.instanceof(Blob), fileName: z.string().max(255) })).output(MappingSchema),
  },
}
