import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { audioFrame, lastAudioFrame, textFrame } from './edge-frames.ts'

/** eSpeak NG's words in the service's format: 24 kHz, mono, 96 kbit/s, without tags. */
const clips = Object.fromEntries(
  ['ship', 'sheep'].map((word) => [word, readFileSync(new URL(`./${word}.mp3`, import.meta.url))]),
)
const bytesAFrame = 1_500
const unknownId = 'f'.repeat(32)

/** What a request is answered with, by what happens to it. */
export type TurnHappening =
  | 'well'
  | 'silent turn'
  | 'deaf turn'
  | 'dropped midway'
  | 'no audio'
  | 'unknown id'
  | 'missing id'
  | 'garbage'
  | 'unasked metadata'
  | 'garbled sound'
  | 'refused text'
  | 'trickle'
  | 'endless trickle'
  | 'stray frame'

interface Turn {
  socket: WebSocket
  /** What the connection goes over. */
  line: Socket
  id: string
  sound: Buffer
}

/** The mp3 that the double speaks: "ship", unless it is asked for "sheep". */
export function clipOf(text: string): Buffer {
  return clips[text] ?? clips['ship'] ?? Buffer.alloc(0)
}

export function answer(happening: TurnHappening, turn: Omit<Turn, 'sound'>, text: string): void {
  turns[happening]({ ...turn, sound: clipOf(text) })
}

const turns: Record<TurnHappening, (turn: Turn) => void> = {
  well(turn) {
    begin(turn)
    speak(turn)
    end(turn)
  },
  'silent turn': () => {},
  'deaf turn'(turn) {
    turn.socket.pause()
  },
  'dropped midway'(turn) {
    begin(turn)
    turn.socket.send(audioFrame(turn.id, turn.sound.subarray(0, bytesAFrame)), () => turn.socket.terminate())
  },
  'no audio'(turn) {
    begin(turn)
    end(turn)
  },
  'unknown id'(turn) {
    begin(turn)
    turn.socket.send(audioFrame(unknownId, turn.sound))
  },
  'missing id'(turn) {
    begin(turn)
    turn.socket.send(textFrame('turn.end', null, {}))
  },
  garbage(turn) {
    begin(turn)
    turn.socket.send(randomBytes(200))
  },
  'unasked metadata'(turn) {
    begin(turn)
    turn.socket.send(textFrame('audio.metadata', turn.id, { Metadata: [] }))
  },
  'garbled sound'(turn) {
    begin(turn)
    turn.socket.send(audioFrame(turn.id, Buffer.alloc(4_000, 'no mp3 ')))
    end(turn)
  },
  'refused text'(turn) {
    refuseText(turn.socket)
  },
  trickle(turn) {
    begin(turn)
    everyMoment(turn.socket, (moment) => {
      const piece = turn.sound.subarray(moment * 100, (moment + 1) * 100)
      if (piece.length > 0) turn.socket.send(audioFrame(turn.id, piece))
      else end(turn)
      return piece.length > 0
    })
  },
  'endless trickle'(turn) {
    begin(turn)
    everyMoment(turn.socket, () => {
      turn.socket.send(audioFrame(turn.id, turn.sound.subarray(0, 1)))
      return true
    })
  },
  'stray frame'(turn) {
    // All of it in one packet, once it is deflated.
    turn.line.cork()
    setTimeout(() => turn.line.uncork(), 100)
    turns.well(turn)
    // Small on the wire, and still being inflated when the turn is long over.
    turn.socket.send(audioFrame(unknownId, Buffer.alloc(5_000_000)))
  },
}

/** As the service does with markup that it cannot read. */
export function refuseText(socket: WebSocket): void {
  socket.close(1007, 'SSML is invalid')
}

function begin({ socket, id }: Turn): void {
  socket.send(textFrame('turn.start', id, { context: { serviceTag: 'double' } }))
  socket.send(textFrame('response', id, { context: { serviceTag: 'double' }, audio: { type: 'inline' } }))
}

function speak({ socket, id, sound }: Turn): void {
  for (let at = 0; at < sound.length; at += bytesAFrame) {
    socket.send(audioFrame(id, sound.subarray(at, at + bytesAFrame)))
  }
  socket.send(lastAudioFrame(id))
}

function end({ socket, id }: Turn): void {
  socket.send(textFrame('turn.end', id, {}))
}

/** Until it says false, or the other side hangs up. */
function everyMoment(socket: WebSocket, act: (moment: number) => boolean): void {
  let moment = 0
  const timer = setInterval(() => {
    if (!act(moment++)) clearInterval(timer)
  }, 5)
  socket.once('close', () => clearInterval(timer))
}
