import { describe, expect, it } from 'vitest'
import english from '#resources/translations/en.json' with { type: 'json' }
import { madeWith, readCheck } from '#renderer/record/prepare/read-check.ts'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import { anInput } from '#test/builders.ts'

const quietRoom: SessionSoundCheck['room'] = {
  noiseFloorDbfs: -66,
  bandsDbfs: { rumble: -80, low: -75, mid: -78, high: -82 },
  unrestDb: 3,
  hum: null,
  steadyShare: 1,
}
const goodSentence = { peakDbfs: -8, clippedSamples: 0, activeRmsDbfs: -20, snrDb: 46 }

describe('a sound check, read to people', () => {
  it('is good where room and voice are', () => {
    expect(readCheck({ room: quietRoom, sentence: goodSentence })).toEqual({
      tone: 'good',
      advice: [{ words: 'sentence.LEVEL_GOOD', values: { activeRmsDbfs: '−20 dBFS' }, tone: 'good' }],
      room: 'good',
      level: 'good',
      peak: 'good',
      snr: 'good',
      clipping: 'good',
    })
  })

  it('tells a hum by its frequency and level, and wants a look at the room', () => {
    const reading = readCheck({
      room: { ...quietRoom, noiseFloorDbfs: -48, hum: { frequencyHz: 50, levelDbfs: -48.2 } },
      sentence: goodSentence,
    })
    expect(reading.advice).toContainEqual({
      words: 'room.FAN_HUM',
      values: { frequencyHz: 50, levelDbfs: '−48 dBFS' },
      tone: 'look',
    })
    expect(reading).toMatchObject({ tone: 'look', room: 'look', level: 'good' })
  })

  it('calls a clipped sentence bad, and a quiet one only worth a look', () => {
    const clipped = readCheck({
      room: quietRoom,
      sentence: { peakDbfs: 0, clippedSamples: 812, activeRmsDbfs: -9, snrDb: 50 },
    })
    expect(clipped).toMatchObject({ tone: 'bad', peak: 'bad', clipping: 'bad', level: 'look' })
    expect(clipped.advice[0]).toEqual({ words: 'sentence.CLIPPED', values: { count: 812 }, tone: 'bad' })
    const quiet = readCheck({ room: quietRoom, sentence: { ...goodSentence, activeRmsDbfs: -38, peakDbfs: -25 } })
    expect(quiet).toMatchObject({ tone: 'look', level: 'look', peak: 'good' })
  })

  it('finds nothing good in silence', () => {
    const sentence = { peakDbfs: null, clippedSamples: 0, activeRmsDbfs: null, snrDb: null }
    const reading = readCheck({ room: { ...quietRoom, noiseFloorDbfs: null }, sentence })
    expect(reading).toMatchObject({ tone: 'bad', room: 'bad', level: 'bad', peak: 'bad', snr: 'bad' })
    expect(reading.advice.map(({ words }) => words)).toEqual(['room.NOTHING_HEARD', 'sentence.NOTHING_HEARD'])
  })

  it('hears no voice where there was the room alone, be it a hair louder or softer than before', () => {
    for (const snrDb of [null, -32]) {
      const sentence = { peakDbfs: -61, clippedSamples: 0, activeRmsDbfs: -66, snrDb }
      const reading = readCheck({ room: quietRoom, sentence })
      expect(reading.advice.map(({ words }) => words)).toEqual(['sentence.NOTHING_HEARD'])
      expect(reading.snr).toBe('bad')
    }
  })

  it('has words for every advice', () => {
    const { room, sentence } = english.record.prepare.advice
    expect(Object.keys(room).toSorted()).toEqual(['FAN_HUM', 'HISS', 'NOTHING_HEARD', 'ROOM_LOUD', 'RUMBLE', 'UNQUIET'])
    expect(Object.keys(sentence)).toContain('LEVEL_GOOD')
  })

  it('says nothing about another microphone, or the same at another rate', () => {
    const check = { input: anInput } as SessionSoundCheck
    expect(madeWith(check, anInput)).toBe(true)
    expect(madeWith(check, { ...anInput, deviceId: 'another' })).toBe(false)
    expect(madeWith(check, { ...anInput, sampleRateHz: 16_000 })).toBe(false)
  })
})
