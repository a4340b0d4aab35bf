import type { DoctorReport } from '#shared/contract/studio.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { StorageFault } from '../storage/storage-fault.ts'
import type { Playability } from './playability.ts'
import { examineAudio } from '#shared/node/audio/examine-audio.ts'
import type { RemakeClips } from './remake-clips.ts'

type DoctorFault = DoctorReport['faults'][number]

export interface Doctor {
  /**
   * Reads every file that the catalog names, and looks for files that it does not name. Changes nothing but what was found;
   * with `requeue`, TTS whose file has a fault is queued to be made again.
   */
  examine(asked?: {
    requeue?: boolean | undefined
  }): AsyncGenerator<{ done: number; total: number; label: string }, DoctorReport, void>
}

interface Friends {
  catalog: Catalog
  files: AudioFiles
  playability: Playability
  remakeClips: RemakeClips
  clock: () => Date
}

const sourcesAtOnce = 500

export function createDoctor({ catalog, files, playability, remakeClips, clock }: Friends): Doctor {
  function* eachSource() {
    for (let last = ''; ; ) {
      const sources = catalog.sources.after(last, sourcesAtOnce)
      yield* sources
      if (sources.length < sourcesAtOnce) return
      last = sources.at(-1)?.id ?? ''
    }
  }

  async function takeFault(path: string, sizeBytes: number, sha256: string): Promise<string | null> {
    const found = files.statNow(path)
    if (found === null) return 'file missing'
    if (found.sizeBytes !== sizeBytes) return 'wrong size'
    if ((await files.sha256(path)) !== sha256) return 'wrong hash'
    // That it is silent is no fault of the catalog: it is what the microphone gave.
    return (await examineAudio(await files.read(path))) === 'does not decode' ? 'does not decode' : null
  }

  /** An editor's choice that learners do not hear is never passed over silently. */
  async function preferenceFaults(): Promise<DoctorFault[]> {
    const chosen = [...catalog.phonemes.preferredSources()].flatMap((id) => catalog.sources.get(id) ?? [])
    const passedOver = (await playability.candidates(chosen)).filter(({ fault }) => fault !== null)
    return passedOver.map(({ source: { phonemeId, path }, fault }) => ({
      kind: 'phoneme',
      id: phonemeId,
      path,
      reason: `its preferred source is passed over: ${fault}`,
    }))
  }

  async function catalogFaults(): Promise<DoctorFault[]> {
    const { integrity, foreignKeys, drift } = await catalog.status()
    return [...integrity, ...foreignKeys, ...drift].map((reason) => ({ kind: 'catalog', id: '', path: null, reason }))
  }

  async function strayFiles(): Promise<DoctorFault[]> {
    const known = new Set([...catalog.sources.filesInUse(), ...catalog.takes.all().map(({ path }) => path)])
    const stray = (await files.list()).filter((path) => !known.has(path))
    return stray.map((path) => ({ kind: 'file', id: '', path, reason: 'no row knows this file' }))
  }

  return {
    async *examine({ requeue = false } = {}) {
      const takes = catalog.takes.all()
      const total = catalog.sources.count() + takes.length + 1
      const faults: DoctorFault[] = []
      let done = 0
      for (const source of eachSource()) {
        yield { done, total, label: source.path ?? source.id }
        const fault = await playability.examine(source)
        if (fault !== null) faults.push({ kind: 'source', id: source.id, path: source.path, reason: fault })
        done += 1
      }
      const sources = done
      for (const { id, path, fileSizeBytes, sha256 } of takes) {
        yield { done, total, label: path }
        const fault = await takeFault(path, fileSizeBytes, sha256).catch(unreadable)
        if (fault !== null) faults.push({ kind: 'take', id, path, reason: fault })
        done += 1
      }
      faults.push(...(await preferenceFaults()), ...(await catalogFaults()), ...(await strayFiles()))
      const faulty = faults.filter(({ kind }) => kind === 'source').map(({ id }) => id)
      const remade = requeue ? await remakeClips(faulty) : { requeued: 0, replaced: [], failures: [] }
      const gone = new Set(remade.replaced)
      const standing = faults.filter(({ kind, id }) => kind !== 'source' || !gone.has(id))
      yield { done: total, total, label: '' }
      return { checkedAt: clock().toISOString(), sources, takes: takes.length, faults: standing, ...remade }
    },
  }
}

/** A file that can't be read is what a doctor is there to name. */
function unreadable(error: unknown): string {
  if (error instanceof StorageFault) return 'unreadable'
  throw error
}
