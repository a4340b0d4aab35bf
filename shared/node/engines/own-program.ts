import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudioFault } from '../audio/audio-fault.ts'
import { decodeAudio } from '../audio/decode-audio.ts'
import { monoOf } from '../audio/mono-of.ts'
import type { Engine, SpeakOptions, Speech, SpeechRequest, TextRequest } from './engine.ts'
import { requestHash } from './request-hash.ts'
import { SpeechFault } from './speech-fault.ts'

/** A program that a person has named; each part of its command is one argument, and no shell reads any of it. */
export interface Program {
  name: string
  /** `{text}` is the word to say, `{phoneme}` the IPA symbol it stands for, `{out}` the audio file that is to be written. */
  command: readonly string[]
  language: string
}

export interface OwnProgramOptions {
  /** Asked before each request; null while none is configured. */
  program: () => Program | null
  /** How many may run at once. */
  concurrency?: number
}

const id = 'own'
const mostTold = 300
/** After this a program that was asked to end is ended. */
const endingPatienceMs = 2000

export const ownVoiceId = ({ name }: Pick<Program, 'name'>) => `${id}:${name}`.slice(0, 50)

/** Any synthesiser that can be started from a command line, such as Piper. Off until one is configured. */
export function createOwnProgramEngine({ program, concurrency = 1 }: OwnProgramOptions): Engine {
  const waiting: (() => void)[] = []
  const underWay = new Set<Promise<unknown>>()
  const closing = new AbortController()
  let running = 0

  /** Settles when it is this request's turn, with the way to end the turn. */
  async function turn(signal: AbortSignal): Promise<() => void> {
    if (running < concurrency) running += 1
    else {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const leave = () => {
        const at = waiting.indexOf(resolve)
        // Whose turn it has just become passes it on.
        if (at < 0) return
        waiting.splice(at, 1)
        reject(cancelled(closing.signal))
      }
      waiting.push(resolve)
      signal.addEventListener('abort', leave, { once: true })
      await promise.finally(() => signal.removeEventListener('abort', leave))
    }
    return () => {
      const next = waiting.shift()
      // Handed on as it is, so that nobody else takes it in between.
      if (next === undefined) running -= 1
      else next()
    }
  }

  async function speak(request: SpeechRequest, options: SpeakOptions): Promise<Speech> {
    const signal = AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])])
    if (signal.aborted) throw cancelled(closing.signal)
    const configured = program()
    if (configured === null || request.voiceId !== ownVoiceId(configured))
      throw new SpeechFault({ code: 'UNKNOWN_VOICE', data: { engine: id, voiceId: request.voiceId } })
    if (request.kind !== 'text')
      throw new SpeechFault({ code: 'NOT_WORDS', data: { engine: id, asked: request.mnemonic } })
    const endTurn = await turn(signal)
    const run = runOnce(configured, request, options.deadlineMs, signal)
    underWay.add(run)
    try {
      return await run
    } finally {
      underWay.delete(run)
      endTurn()
    }
  }

  async function runOnce(asked: Program, request: TextRequest, deadlineMs: number, signal: AbortSignal) {
    const folder = await mkdtemp(join(tmpdir(), 'phoneme-studio-speech-'))
    try {
      const out = join(folder, 'speech.wav')
      const values: Record<string, string> = { text: request.text, phoneme: request.ipaSymbol ?? '', out }
      await runProgram(
        asked.command.map((part) => fill(part, values)),
        { deadlineMs, signal, closing: closing.signal },
      )
      const { channels, sampleRateHz } = await decodeWritten(out)
      return {
        samples: new Float32Array(monoOf(channels)),
        sampleRateHz,
        engine: asked.name,
        // A program of one's own tells no version.
        engineVersion: '',
        requestHash: requestHash(request),
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  return {
    id,
    requestKinds: ['text'],
    listVoices: async () => {
      const configured = program()
      return configured === null
        ? []
        : [{ id: ownVoiceId(configured), language: configured.language, name: configured.name }]
    },
    speak,
    async close() {
      closing.abort()
      await Promise.allSettled(underWay)
    },
  }
}

function fill(part: string, values: Record<string, string>): string {
  return part.replaceAll(/\{(text|phoneme|out)\}/g, (whole, name: string) => values[name] ?? whole)
}

async function decodeWritten(file: string) {
  try {
    return await decodeAudio(await readFile(file))
  } catch (error) {
    if (error instanceof AudioFault) throw failed(`what it wrote is no audio that can be read (${error.reason})`)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw failed('it ended without writing the file')
    throw error
  }
}

interface Limits {
  deadlineMs: number
  signal: AbortSignal
  closing: AbortSignal
}

async function runProgram(command: readonly string[], { deadlineMs, signal, closing }: Limits): Promise<void> {
  const [file = '', ...args] = command
  if (signal.aborted) throw cancelled(closing)
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  // A group of its own, so that what it starts ends with it; Windows has no groups, and ends the program alone.
  const child = spawn(file, args, {
    shell: false,
    windowsHide: true,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (words: string) => {
    told = (told + words).slice(-mostTold)
  })
  child.once('error', (error) => reject(failed(error.message)))
  child.once('close', (code, by) => {
    if (code === 0) resolve()
    else
      reject(failed([`it ended with ${code === null ? by : `code ${code}`}`, told.trim()].filter(Boolean).join(': ')))
  })

  const { promise: stopped, reject: stop } = Promise.withResolvers<never>()
  const onAbort = () => stop(cancelled(closing))
  signal.addEventListener('abort', onAbort, { once: true })
  const timer = setTimeout(
    () => stop(new SpeechFault({ code: 'DEADLINE', data: { engine: id, phase: 'speech', deadlineMs } })),
    deadlineMs,
  )
  try {
    await Promise.race([ended, stopped])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    // Its own failure has been told, or it was stopped: what it says from here on is nobody's.
    ended.catch(() => undefined)
    if (child.exitCode === null && child.signalCode === null) await end(child.pid, ended)
  }
}

/** Asks the program to end, and ends it when it does not. */
async function end(pid: number | undefined, ended: Promise<void>): Promise<void> {
  if (pid === undefined) return
  const send = (signal: NodeJS.Signals) => {
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal)
    } catch {
      // It has just gone by itself.
    }
  }
  send('SIGTERM')
  const impatience = setTimeout(() => send('SIGKILL'), endingPatienceMs)
  await ended.catch(() => undefined)
  clearTimeout(impatience)
}

function failed(reason: string): SpeechFault {
  return new SpeechFault({ code: 'ENGINE_FAILED', data: { engine: id, reason } })
}

function cancelled(closing: AbortSignal): SpeechFault {
  return new SpeechFault({ code: 'CANCELLED', data: { engine: id, by: closing.aborted ? 'close' : 'caller' } })
}
