import type { AudioExamined } from '../audio/examine-audio.ts'
import { examineAudio } from '../audio/examine-audio.ts'
import { render } from '../renditions/render.ts'
import type { Rendition, RenditionFaultReason } from '../renditions/rendition.ts'
import { RenditionFault } from '../renditions/rendition.ts'

export type Rendered = { bytes: Uint8Array } | { refused: RenditionFaultReason }

/** Errors lose what they are on their way out of a thread: what may go wrong is an answer. */
export async function encode({ file, rendition }: { file: Uint8Array; rendition: Rendition }): Promise<Rendered> {
  try {
    return { bytes: await render(file, rendition) }
  } catch (error) {
    if (error instanceof RenditionFault) return { refused: error.reason }
    throw error
  }
}

export type ExaminedLength = { seconds: number } | { fault: Exclude<AudioExamined, object> }

export async function examine({ file }: { file: Uint8Array }): Promise<ExaminedLength> {
  const examined = await examineAudio(file)
  if (typeof examined === 'string') return { fault: examined }
  return { seconds: examined.frameCount / examined.sampleRateHz }
}
