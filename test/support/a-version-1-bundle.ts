import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { openBundle } from '#shared/node/bundle/bag-reader.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleOf } from '#test/support/good-bundle.ts'

/** The same content as release 0.1.0 wrote it: the catalog first, nothing of clocks, plays, prompts or inventories. */
export async function aVersion1Bundle(bytes: Buffer): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'version-1-'))
  try {
    const file = join(folder, 'bundle.zip')
    writeFileSync(file, bytes)
    const bundle = await openBundle(file)
    const sounds = [...bundle.files.keys()].filter((path) => /^data\/(phonemes|takes)\//.test(path))
    const document = JSON.parse((await bundle.read('data/catalog.json')).toString()) as BundleDocument
    const payload = new Map([['catalog.json', Buffer.from(`${JSON.stringify(asVersion1(document), null, 2)}\n`)]])
    for (const path of sounds) payload.set(path.slice('data/'.length), Buffer.from(await bundle.read(path)))
    await bundle.close()
    return bundleOf(payload)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Null stood where nobody chose, and a withdrawal told neither when consent was given nor to whom it was known. */
export function asVersion1(document: BundleDocument): object {
  const { inventories: _i, prompts: _p, renditions: _r, plays: _n, clocks: _c, ...same } = document
  return {
    ...same,
    version: 1,
    categories: document.categories.map(({ inventoryId: _id, ...category }) => category),
    phonemes: document.phonemes.map(({ inventoryId: _id, preferredAudioSourceId = null, ...phoneme }) => ({
      ...phoneme,
      preferredAudioSourceId,
    })),
    speakers: document.speakers.map(({ consent, ...speaker }) => {
      const { renewedAfter: _, ...old } = consent ?? {}
      return { ...speaker, consent: old }
    }),
    withdrawn: document.withdrawn.map(({ speakerId: id, code, withdrawnAt, sourceIds }) => ({
      id,
      code,
      withdrawnAt,
      sourceIds,
    })),
  }
}
