import type { ExportOptions } from '#shared/contract/bundles.ts'
import type { Failure } from '#shared/contract/studio.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import type { BackendNote } from '#shared/node/bundle/django/fixture.ts'
import { backendExport, backendText } from '#shared/node/bundle/django/fixture.ts'
import type { BackendMapping } from '#shared/node/bundle/django/mapping.ts'
import { documentText } from '#shared/node/bundle/document-text.ts'
import { ljSpeechText } from '#shared/node/bundle/ljspeech.ts'
import { phonemesCsv } from '#shared/node/bundle/phonemes-csv.ts'
import { sourcesCsv } from '#shared/node/bundle/sources-csv.ts'
import { textGrids } from '#shared/node/bundle/text-grid.ts'

interface TextFile {
  /** Below `data/`. */
  path: string
  text: string | (() => Iterable<string>)
}

/** Everything of a bundle that is told by its catalog, in its fixed order. */
export function sideFiles(
  document: BundleDocument,
  { withMetadataCsv = false, withTextGrids = false }: Pick<ExportOptions, 'withMetadataCsv' | 'withTextGrids'>,
  mapping: BackendMapping,
): { notes: Failure[]; files: Iterable<TextFile> } {
  const backend = backendExport(document, mapping)
  function* files(): Generator<TextFile> {
    yield { path: 'catalog.json', text: () => documentText(document) }
    yield { path: 'sources.csv', text: () => sourcesCsv(document) }
    yield { path: 'phonemes.csv', text: () => phonemesCsv(document) }
    if (withMetadataCsv) yield { path: 'metadata.csv', text: () => ljSpeechText(document) }
    if (withTextGrids) yield* textGrids(document)
    yield { path: 'django/fixture.json', text: () => backendText(backend.fixture) }
    yield { path: 'django/preferred.json', text: () => backendText(backend.preferred) }
    yield { path: 'django/audiocache.json', text: () => backendText(backend.audioCache) }
  }
  return { notes: backend.notes.map(failureOf), files: files() }
}

function failureOf({ code, ...data }: BackendNote): Failure {
  return { label: 'ipaSymbol' in data ? data.ipaSymbol : '', code, data }
}
