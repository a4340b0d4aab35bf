import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import type { Scope } from './scope.ts'
import { openScope } from './scope.ts'

export interface Clip {
  /** Tells clips apart in views: a take's or a source's id. */
  id: string
  url: string
  startSeconds?: number
  /** Where it stops, to the nearest frame of the screen; its own end if left out. */
  endSeconds?: number
  /** Called once, when sound really begins: the moment at which a play counts. */
  onStart?: () => void
}

export type PlayerState =
  | { kind: 'idle' }
  | { kind: 'loading'; clipId: string }
  | { kind: 'playing'; clipId: string }
  | { kind: 'failed'; clipId: string }

/** One clip at a time; playing another stops the first. */
export interface Player {
  state: Cell<PlayerState>
  play(clip: Clip): Promise<void>
  stop(): void
  /** Where the clip under way stands; 0 when idle. */
  positionSeconds(): number
}

/** Bluetooth swallows the first moments after a silence: the output is woken this long before the first sound. */
const primeMs = 150
const staysAwakeMs = 30_000

export function createPlayer(scope: Scope): Player {
  const state = createCell<PlayerState>({ kind: 'idle' })
  const element = new Audio()
  element.preload = 'auto'
  const prime = createPrimer(scope)
  let under: { clip: Clip; started: boolean } | null = null
  let watch: Scope | null = null

  scope.add(() => {
    watch?.close()
    element.pause()
    element.removeAttribute('src')
    element.load()
  })
  scope.listen(element, 'playing', () => {
    if (!under) return
    state.set({ kind: 'playing', clipId: under.clip.id })
    watchEnd(under.clip)
    if (under.started) return
    under.started = true
    under.clip.onStart?.()
  })
  scope.listen(element, 'ended', () => finish())
  scope.listen(element, 'error', () => fail())

  const watchEnd = ({ endSeconds }: Clip) => {
    watch?.close()
    if (endSeconds === undefined) return
    watch = openScope()
    watch.eachFrame(() => {
      if (element.currentTime < endSeconds) return
      element.pause()
      finish()
    })
  }
  const finish = () => {
    watch?.close()
    under = null
    state.set({ kind: 'idle' })
  }
  const fail = () => {
    if (!under) return
    const clipId = under.clip.id
    watch?.close()
    under = null
    state.set({ kind: 'failed', clipId })
  }

  return {
    state,
    async play(clip) {
      element.pause()
      watch?.close()
      const mine = { clip, started: false }
      under = mine
      state.set({ kind: 'loading', clipId: clip.id })
      element.src = clip.url
      element.currentTime = clip.startSeconds ?? 0
      await prime()
      if (under !== mine) return
      await element.play().catch((error: unknown) => {
        // Being stopped or replaced while loading rejects too, and is no failure.
        if (under === mine && !(error instanceof DOMException && error.name === 'AbortError')) fail()
      })
    },
    stop() {
      element.pause()
      finish()
    },
    positionSeconds: () => (under ? element.currentTime : 0),
  }
}

/** Keeps the output device awake with silence for a while after each clip; the wait is paid once. */
function createPrimer(scope: Scope): () => Promise<void> {
  let context: AudioContext | null = null
  let sleepTimer: ReturnType<typeof setTimeout> | undefined
  scope.add(() => {
    clearTimeout(sleepTimer)
    void context?.close()
  })
  return async () => {
    clearTimeout(sleepTimer)
    sleepTimer = setTimeout(() => void context?.suspend(), staysAwakeMs)
    if (context === null) {
      context = new AudioContext()
      const quiet = new ConstantSourceNode(context, { offset: 0 })
      quiet.connect(context.destination)
      quiet.start()
    } else if (context.state === 'running') return
    void context.resume()
    await new Promise((resolve) => setTimeout(resolve, primeMs))
  }
}
