import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import type { DecodedClip } from './decode-clip.ts'
import type { Scope } from './scope.ts'

export interface Part {
  startFrame: number
  endFrame: number
}

/** Plays parts of decoded clips, to the sample: a media element would go on for some milliseconds after their end. */
export interface PartPlayer {
  /** The part that is heard; null while none is. */
  playing: Cell<Part | null>
  play(clip: DecodedClip, part: Part): void
  stop(): void
  /** Where in the clip it stands; 0 when none is heard. */
  positionFrame(): number
}

/** An output that was asleep swallows the first moments. */
const wakeSeconds = 0.15

/** The output opens with the first part and stays awake until the scope closes. */
export function createPartPlayer(scope: Scope): PartPlayer {
  const playing = createCell<Part | null>(null)
  let context: AudioContext | null = null
  let source: AudioBufferSourceNode | null = null
  let startsAt = 0
  scope.add(() => {
    stop()
    void context?.close()
  })

  function wake(): AudioContext {
    if (context !== null) return context
    context = new AudioContext()
    const quiet = new ConstantSourceNode(context, { offset: 0 })
    quiet.connect(context.destination)
    quiet.start()
    return context
  }

  function finish(): void {
    source?.disconnect()
    source = null
    playing.set(null)
  }

  function stop(): void {
    source?.removeEventListener('ended', finish)
    source?.stop()
    finish()
  }

  return {
    playing,
    play({ channels, sampleRateHz }, part) {
      stop()
      const asleep = context === null
      const output = wake()
      const length = Math.max(1, part.endFrame - part.startFrame)
      const buffer = new AudioBuffer({ numberOfChannels: channels.length, length, sampleRate: sampleRateHz })
      for (const [index, channel] of channels.entries())
        buffer.copyToChannel(channel.subarray(part.startFrame, part.endFrame), index)
      source = new AudioBufferSourceNode(output, { buffer })
      source.addEventListener('ended', finish)
      source.connect(output.destination)
      startsAt = output.currentTime + (asleep ? wakeSeconds : 0)
      source.start(startsAt)
      playing.set(part)
    },
    stop,
    positionFrame() {
      const part = playing.get()
      if (part === null || source === null || source.buffer === null || context === null) return 0
      const heardSeconds = Math.max(0, context.currentTime - startsAt)
      return Math.min(part.endFrame, part.startFrame + heardSeconds * source.buffer.sampleRate)
    },
  }
}
