import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Take } from '#shared/entities/take.ts'
import type { Rendition } from '#shared/node/renditions/rendition.ts'

/** One file of a bundle's audio: as it lies in the data folder, or made of one that does. */
export type PlannedAudio = { path: string; sizeBytes: number } & (
  | { kind: 'source'; source: PlacedSource }
  | { kind: 'take'; take: Take }
  | { kind: 'rendition'; source: PlacedSource; rendition: Rendition }
)

export type PlacedSource = AudioSource & { path: string; sha256: string; fileSizeBytes: number }

/** In the order in which they stand in the bundle: by path, each source's own file before its other forms. */
export function planAudio(
  sources: readonly AudioSource[],
  takes: readonly Take[],
  formats: readonly Rendition[],
): PlannedAudio[] {
  const planned: PlannedAudio[] = takes.map((take) => ({
    kind: 'take',
    take,
    path: take.path,
    sizeBytes: take.fileSizeBytes,
  }))
  for (const source of sources) {
    if (!isPlaced(source)) continue
    planned.push({ kind: 'source', source, path: source.path, sizeBytes: source.fileSizeBytes })
    for (const rendition of formats) {
      const path = renditionPath(source.path, rendition)
      if (path !== source.path) planned.push({ kind: 'rendition', source, rendition, path, sizeBytes: 0 })
    }
  }
  return planned.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
}

function placeOf(planned: PlannedAudio): string {
  const own = planned.kind === 'rendition' ? planned.source.path : planned.path
  return planned.kind === 'rendition' ? `${own}\n${planned.path}` : own
}

function isPlaced(source: AudioSource): source is PlacedSource {
  return source.path !== null && source.sha256 !== null && source.fileSizeBytes !== null
}

/** Beside the source's own file; the same where it has that form already. */
function renditionPath(path: string, { format }: Rendition): string {
  return `${path.slice(0, path.lastIndexOf('.'))}.${format}`
}
