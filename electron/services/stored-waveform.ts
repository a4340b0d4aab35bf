import type { Waveform } from '#shared/contract/schemas.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { rejectAsStudioFault } from './as-studio-fault.ts'
import { measureAudio } from './take-audio.ts'
import { drawnWaveform } from './waveform.ts'

/** A sound's outline: drawn when it was made here, else when it is first looked at. */
export async function storedWaveform(
  { path, sha256 }: { path: string; sha256: string },
  { catalog, files }: { catalog: Catalog; files: AudioFiles },
): Promise<Waveform> {
  const stored = catalog.waveforms.get(sha256)
  if (stored !== undefined) return drawnWaveform(stored)
  const audio = await decodeAudio(await files.read(path).catch(rejectAsStudioFault))
  const waveform = { sha256, ...(await measureAudio(audio)).waveform }
  catalog.writeQuietly(() => catalog.waveforms.put(waveform))
  return drawnWaveform(waveform)
}
