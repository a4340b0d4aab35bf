import type { RoomAdvice } from '#shared/acoustics/room-noise/measure-room.ts'
import { adviseOnRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import type { SentenceAdvice, SentenceMeasurements } from '#shared/acoustics/room-noise/measure-sentence.ts'
import { adviseOnSentence, defaultSentenceLimits } from '#shared/acoustics/room-noise/measure-sentence.ts'
import type { InputSettings, SessionSoundCheck } from '#shared/entities/take.ts'
import { formatDbfs } from '../../ui/format-dbfs.ts'

export type CheckTone = 'good' | 'look' | 'bad'

/** One sentence of advice: where its words are, and their figures as people read them. */
export interface Advice {
  words: `room.${RoomAdvice['code']}` | `sentence.${SentenceAdvice['code']}`
  values: Record<string, string | number>
  tone: CheckTone
}

export interface CheckReading {
  tone: CheckTone
  /** Of the room first, the most urgent of each first. */
  advice: Advice[]
  room: CheckTone
  level: CheckTone
  peak: CheckTone
  snr: CheckTone
  clipping: CheckTone
}

const tones: Record<RoomAdvice['code'] | SentenceAdvice['code'], CheckTone> = {
  NOTHING_HEARD: 'bad',
  CLIPPED: 'bad',
  ROOM_LOUD: 'look',
  FAN_HUM: 'look',
  RUMBLE: 'look',
  HISS: 'look',
  UNQUIET: 'look',
  MOVE_AWAY: 'look',
  MOVE_CLOSER: 'look',
  ROOM_TOO_NEAR: 'look',
  LEVEL_GOOD: 'good',
}

/** What a sound check says to people: a tone for each of its figures, and what to do. */
export function readCheck({ room, sentence }: Pick<SessionSoundCheck, 'room' | 'sentence'>): CheckReading {
  const ofRoom = adviseOnRoom(room)
  const ofSentence = sentence === null ? [] : adviseOnSentence(aboveRoom(sentence, room))
  const unheard = ofSentence.some(({ code }) => code === 'NOTHING_HEARD')
  const { loudDbfs, peakDbfs } = defaultSentenceLimits
  const isClipped = ofSentence.some(({ code }) => code === 'CLIPPED')
  const isTooLoud = (sentence?.activeRmsDbfs ?? loudDbfs) > loudDbfs
  const isTooHigh = (sentence?.peakDbfs ?? peakDbfs) > peakDbfs
  const isTooSoft = ofSentence.some(({ code }) => code === 'MOVE_CLOSER')
  const isTooNear = ofSentence.some(({ code }) => code === 'ROOM_TOO_NEAR')
  const advice = [
    ...ofRoom.map((each): Advice => ({ words: `room.${each.code}`, values: figures(each), tone: tones[each.code] })),
    ...ofSentence.map(
      (each): Advice => ({ words: `sentence.${each.code}`, values: figures(each), tone: tones[each.code] }),
    ),
  ]
  return {
    tone: worst(advice.map(({ tone }) => tone)),
    advice,
    room: worst(ofRoom.map(({ code }) => tones[code])),
    level: toneOf(unheard, isTooLoud || isTooSoft),
    peak: toneOf(unheard || isClipped, isTooHigh),
    snr: toneOf(unheard, isTooNear),
    clipping: toneOf(isClipped, false),
  }
}

/** Whether it was made with what is open now, set as it is set now. */
export function madeWith(check: SessionSoundCheck, input: InputSettings): boolean {
  const { deviceId, sampleRateHz, channelCount } = check.input
  return deviceId === input.deviceId && sampleRateHz === input.sampleRateHz && channelCount === input.channelCount
}

/** No figure above a room that was heard means that the sentence is no louder than it. */
function aboveRoom(
  sentence: SentenceMeasurements,
  { noiseFloorDbfs }: SessionSoundCheck['room'],
): SentenceMeasurements {
  return sentence.snrDb === null && noiseFloorDbfs !== null
    ? { ...sentence, snrDb: Number.NEGATIVE_INFINITY }
    : sentence
}

function toneOf(isBad: boolean, wantsLook: boolean): CheckTone {
  if (isBad) return 'bad'
  return wantsLook ? 'look' : 'good'
}

function worst(found: readonly CheckTone[]): CheckTone {
  return (['bad', 'look'] as const).find((tone) => found.includes(tone)) ?? 'good'
}

/** Levels with their unit and without decimals; a share in per cent. */
function figures(advice: RoomAdvice | SentenceAdvice): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(advice) as [string, string | number][]) {
    if (typeof value !== 'number') continue
    if (name.endsWith('Dbfs')) values[name] = formatDbfs(value, 0)
    else if (name.endsWith('Db')) values[name] = Math.round(value)
    else if (name.endsWith('Share')) values['percent'] = Math.round(value * 100)
    else if (name === 'clippedSamples') values['count'] = value
    else values[name] = value
  }
  return values
}
