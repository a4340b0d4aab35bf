import type { TrimMarks } from '#shared/entities/recorded-sound.ts'

export type MarkName = 'start' | 'end'

/** Marks nearer to one another would leave a click, and no handle to drag them apart by. */
const leastSeconds = 0.005

export interface TakeLength {
  frameCount: number
  sampleRateHz: number
}

/** Puts one mark at a frame, or as near to it as the take's ends and the other mark allow; the other stays. */
export function moveMark(
  marks: TrimMarks,
  mark: MarkName,
  toFrame: number,
  { frameCount, sampleRateHz }: TakeLength,
): TrimMarks {
  const apart = Math.max(1, Math.round(leastSeconds * sampleRateHz))
  const frame = Math.round(toFrame)
  return mark === 'start'
    ? { ...marks, startFrame: Math.max(0, Math.min(frame, marks.endFrame - apart)) }
    : { ...marks, endFrame: Math.min(frameCount, Math.max(frame, marks.startFrame + apart)) }
}

export function frameOf(marks: TrimMarks, mark: MarkName): number {
  return mark === 'start' ? marks.startFrame : marks.endFrame
}

export function sameMarks(a: TrimMarks, b: TrimMarks): boolean {
  return a.startFrame === b.startFrame && a.endFrame === b.endFrame
}

/** How much of the sound that was found the marks leave out, at either end; 0 where they leave it whole. */
export function secondsCut(marks: TrimMarks, sound: TrimMarks, sampleRateHz: number): Record<MarkName, number> {
  return {
    start: Math.max(0, marks.startFrame - sound.startFrame) / sampleRateHz,
    end: Math.max(0, sound.endFrame - marks.endFrame) / sampleRateHz,
  }
}
