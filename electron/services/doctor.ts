import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { StorageFault } from '../storage/storage-fault.ts'
import type { Playability } from './playability.ts'
import { examineAudio } from './playability.ts'

export interface DoctorFault {
  kind: 'source' | 'take' | 'catalog' | 'file'
  id: string
  path: string | null
  reason: string
}

export interface DoctorReport {
  checkedAt: string
  sources: number
  takes: number
  faults: DoctorFault[]
}

export interface Doctor {
  /** Reads every file that the catalog names, and looks for files that it does not name. Changes nothing but what was found. */
  examine(): AsyncGenerator<{ done: number; total: number; label: string }, DoctorReport, void>
}

interface Friends {
  catalog: Catalog
  files: AudioFiles
  playability: Playability
  clock: () => Date
}

export function createDoctor({ catalog, files, playability, clock }: Friends): Doctor {
  async function takeFault(path: string, sizeBytes: number, sha256: string): Promise<string | null> {
    const found = files.statNow(path)
    if (found === null) return 'file missing'
    if (found.sizeBytes !== sizeBytes) return 'wrong size'
    if ((await files.sha256(path)) !== sha256) return 'wrong hash'
    // That it is silent is no fault of the catalog: it is what the microphone gave.
    return (await examineAudio(await files.read(path))) === 'does not decode' ? 'does not decode' : null
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
    async *examine() {
      const sources = catalog.sources.all()
      const takes = catalog.takes.all()
      const total = sources.length + takes.length + 1
      const faults: DoctorFault[] = []
      let done = 0
      for (const source of sources) {
        yield { done, total, label: source.path ?? source.id }
        const fault = await playability.examine(source)
        if (fault !== null) faults.push({ kind: 'source', id: source.id, path: source.path, reason: fault })
        done += 1
      }
      for (const { id, path, fileSizeBytes, sha256 } of takes) {
        yield { done, total, label: path }
        const fault = await takeFault(path, fileSizeBytes, sha256).catch(unreadable)
        if (fault !== null) faults.push({ kind: 'take', id, path, reason: fault })
        done += 1
      }
      faults.push(...(await catalogFaults()), ...(await strayFiles()))
      yield { done: total, total, label: '' }
      return { checkedAt: clock().toISOString(), sources: sources.length, takes: takes.length, faults }
    },
  }
}

/** A file that can't be read is what a doctor is there to name. */
function unreadable(error: unknown): string {
  if (error instanceof StorageFault) return 'unreadable'
  throw error
}
