import { vi } from 'vitest'
import type { FromCaptureWorker, ToCaptureWorker } from '#renderer/audio/capture-protocol.ts'
import { createCaptureReader } from '#renderer/audio/capture-reader.ts'
import type { Scope } from '#renderer/audio/scope.ts'
import { openScope } from '#renderer/audio/scope.ts'

/** What the device hears. */
export interface DeviceSound {
  rateHz: number
  sampleAt: (frame: number) => number
}

/** One frame is one millisecond, and its sample tells its place. */
const counting: DeviceSound = { rateHz: 1000, sampleAt: (frame) => frame }

/** A microphone's track that speaks only when it is told to. */
export interface DeviceTrack extends EventTarget {
  readyState: 'live' | 'ended'
  muted: boolean
  /** Absent in browsers that keep no count. */
  stats?: { deliveredFrames: number }
  /** Frames as the device delivers them; `lost` ones are delivered and never reach the reader. */
  speak(frames: number, lost?: 'lost'): void
  /** Pulled out of its socket. */
  unplug(): void
  /** What reads it can't go on. */
  breakStream(): void
}

/**
 * What the browser has and Node has not: microphone, audio context and worker. The worker runs the real reader, one
 * turn of the event loop away. Time is vitest's: `pass` lets the device speak and the timers run.
 */
export interface DeviceDouble {
  tracks: DeviceTrack[]
  /** How many of each are open now. */
  live(): { tracks: number; workers: number; contexts: number; timers: number }
  /** Milliseconds pass in which the device speaks, a buffer every 10 ms. */
  hear(milliseconds: number): Promise<void>
  /** Milliseconds pass in which the device says nothing. */
  pass(milliseconds: number): Promise<void>
  /** From now on getUserMedia waits until `letIn` is called, or is refused by `refuseMicrophone`. */
  holdTheDoor(): { letIn(): void; refuse(): void }
  refuseAudioContext(): void
  restore(): void
}

export function installDeviceDouble({ rateHz, sampleAt }: DeviceSound = counting): DeviceDouble {
  const bufferFrames = rateHz / 100
  vi.useFakeTimers()
  const tracks: DeviceTrack[] = []
  const controllers = new Map<unknown, ReadableStreamDefaultController<unknown>>()
  let workers = 0
  let contexts = 0
  let contextRefused = false
  let door: Promise<void> = Promise.resolve()

  const close = (track: unknown) => {
    const controller = controllers.get(track)
    controllers.delete(track)
    controller?.close()
  }

  class Track extends EventTarget implements DeviceTrack {
    readonly kind = 'audio'
    readonly label = 'A microphone'
    readyState: 'live' | 'ended' = 'live'
    muted = false
    stats?: { deliveredFrames: number } = { deliveredFrames: 0 }
    heard = 0
    getSettings() {
      return { sampleRate: rateHz, deviceId: 'double' }
    }
    stop() {
      this.readyState = 'ended'
      close(this)
    }
    speak(frames: number, lost?: 'lost') {
      if (this.stats) this.stats.deliveredFrames += frames
      const first = this.heard
      this.heard += frames
      if (lost) return
      controllers.get(this)?.enqueue({
        numberOfFrames: frames,
        numberOfChannels: 1,
        sampleRate: rateHz,
        close: () => undefined,
        copyTo: (plane: Float32Array) => plane.forEach((_, index) => (plane[index] = sampleAt(first + index))),
      })
    }
    unplug() {
      this.readyState = 'ended'
      close(this)
    }
    breakStream() {
      controllers.get(this)?.error(new Error('the stream broke'))
      controllers.delete(this)
    }
  }

  class Processor {
    readonly readable: ReadableStream
    constructor({ track }: { track: unknown }) {
      this.readable = new ReadableStream({ start: (controller) => void controllers.set(track, controller) })
    }
  }

  class WorkerDouble extends EventTarget {
    readonly scope: Scope = openScope()
    readonly #underWay = new Set<ReturnType<typeof setTimeout>>()
    readonly reader = createCaptureReader(this.scope, (data, transfer = []) => {
      const sent = structuredClone(data, { transfer })
      this.#later(() => this.#tell(sent))
    })
    constructor() {
      super()
      workers += 1
      this.scope.add(() => {
        workers -= 1
        for (const message of this.#underWay) clearTimeout(message)
      })
    }
    postMessage(message: ToCaptureWorker) {
      this.#later(() => this.reader.hear(message))
    }
    terminate() {
      this.scope.close()
    }
    #later(act: () => void) {
      if (this.scope.signal.aborted) return
      const message = setTimeout(() => {
        this.#underWay.delete(message)
        act()
      })
      this.#underWay.add(message)
    }
    #tell(data: FromCaptureWorker) {
      this.dispatchEvent(new MessageEvent('message', { data }))
    }
  }

  class Context {
    readonly sampleRate = rateHz
    constructor() {
      if (contextRefused) throw new DOMException('no more contexts', 'NotSupportedError')
      contexts += 1
    }
    createMediaStreamSource = () => ({ connect: () => undefined, disconnect: () => undefined })
    resume = () => Promise.resolve()
    close = () => {
      contexts -= 1
      return Promise.resolve()
    }
  }

  class Analyser {
    readonly fftSize = 4096
    getFloatTimeDomainData = (into: Float32Array) => into.fill(0)
  }

  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: async () => {
        await door
        const track = new Track()
        tracks.push(track)
        return { getTracks: () => [track], getAudioTracks: () => [track] }
      },
    },
  })
  vi.stubGlobal(
    'MediaStream',
    class {
      readonly active = true
    },
  )
  vi.stubGlobal('MediaStreamTrackProcessor', Processor)
  vi.stubGlobal('Worker', WorkerDouble)
  vi.stubGlobal('AudioContext', Context)
  vi.stubGlobal('AnalyserNode', Analyser)

  const pass = async (milliseconds: number) => {
    await vi.advanceTimersByTimeAsync(milliseconds)
  }
  return {
    tracks,
    live: () => ({
      tracks: tracks.filter(({ readyState }) => readyState === 'live').length,
      workers,
      contexts,
      timers: vi.getTimerCount(),
    }),
    pass,
    async hear(milliseconds) {
      for (let passed = 0; passed < milliseconds; passed += 10) {
        // What was said to the worker before arrives before the frames.
        await pass(10)
        for (const track of tracks) if (track.readyState === 'live') track.speak(bufferFrames)
      }
      await pass(0)
    },
    holdTheDoor() {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      door = promise
      return {
        letIn() {
          door = Promise.resolve()
          resolve()
        },
        refuse() {
          door = Promise.resolve()
          reject(new DOMException('no', 'NotAllowedError'))
        },
      }
    },
    refuseAudioContext() {
      contextRefused = true
    },
    restore() {
      vi.useRealTimers()
      vi.unstubAllGlobals()
    },
  }
}
