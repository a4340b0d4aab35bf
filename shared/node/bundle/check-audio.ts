import type { BundleFile } from './bag-reader.ts'
import type { BundleDocument } from './bundle-document.ts'
import { BundleFault } from './bundle-fault.ts'

const audioFolders = ['data/phonemes/', 'data/takes/']

/** Path in the bundle → what the catalog says of the sound there. */
export function soundsOf(document: BundleDocument): Map<string, { sha256: string; sizeBytes: number }> {
  const rows = [...document.sources, ...document.renditions, ...document.takes]
  return new Map(rows.map(({ path, sha256, fileSizeBytes }) => [`data/${path}`, { sha256, sizeBytes: fileSizeBytes }]))
}

/** Every sound that the catalog names is there and is that one, and there is no other. */
export function checkAudio(
  sounds: ReturnType<typeof soundsOf>,
  files: ReadonlyMap<string, BundleFile>,
  tell: (fault: BundleFault) => void,
): void {
  for (const [path, { sha256, sizeBytes }] of sounds) {
    const file = files.get(path)
    if (!file) tell(new BundleFault('AUDIO_MISSING', path))
    else if (file.sizeBytes !== sizeBytes) tell(new BundleFault('AUDIO_DIFFERS', path, { what: 'size' }))
    else if (file.sha256 !== sha256) tell(new BundleFault('AUDIO_DIFFERS', path, { what: 'check sum' }))
  }
  for (const path of files.keys())
    if (!sounds.has(path) && audioFolders.some((folder) => path.startsWith(folder)))
      tell(new BundleFault('AUDIO_UNNAMED', path))
}
