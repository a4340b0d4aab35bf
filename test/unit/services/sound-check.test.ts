import { describe, expect, it } from 'vitest'
import type { FindingCode } from '#shared/acoustics/checks/findings.ts'
import type { InputSettings, SessionSoundCheck } from '#shared/entities/take.ts'
import { anInput, aSoundCheck } from '#test/builders.ts'
import { toneIn } from '#test/sounds.ts'
import { aRecording } from './a-recording.ts'

const rateHz = 48_000
/** Half a second of room, a sound, half a second of room; the room's RMS is about −77 dBFS. */
const spoken = (seconds = 0.5, roomAmplitude = 2e-4) =>
  toneIn(0.5, seconds, rateHz, 0.2).map((sample, at) => sample + roomAmplitude * Math.sin(at * 7.3))
const againstTheCheck = new Set<FindingCode>(['UNCHECKED', 'FLOOR_RISEN', 'DEVICE_CHANGED', 'SETTINGS_CHANGED'])

/** What a take says of the sound check of its session. */
async function findingsOf(soundCheck: SessionSoundCheck | null, input: InputSettings = anInput, samples = spoken()) {
  const { recording, sessions, session, begin, append } = await aRecording()
  sessions.setSoundCheck(session.id, soundCheck)
  const takeId = await begin(undefined, { input })
  await append(takeId, samples)
  const { checked } = await recording.finish({ takeId, droppedFrames: 0, preRollFrames: 14_400, stopFrame: 57_600 })
  return checked?.findings.filter(({ code }) => againstTheCheck.has(code))
}

describe('a take is held against the sound check of its session', () => {
  it('and fits it', async () => {
    expect(await findingsOf(aSoundCheck())).toEqual([])
  })

  it('and is marked unchecked only where there is none', async () => {
    expect(await findingsOf(null)).toEqual([{ code: 'UNCHECKED', severity: 'note', soundCheck: null }])
  })

  it('whose room was quieter', async () => {
    const findings = await findingsOf(aSoundCheck({ noiseFloorDbfs: -70 }), anInput, spoken(0.5, 5e-3))
    expect(findings).toMatchObject([{ code: 'FLOOR_RISEN', severity: 'look', riseDb: expect.closeTo(21, -1) }])
  })

  it('that was made with another microphone', async () => {
    const input = { ...anInput, deviceId: 'built-in', deviceLabel: 'Built-in' }
    expect(await findingsOf(aSoundCheck(), input)).toEqual([
      { code: 'DEVICE_CHANGED', severity: 'bad', deviceLabel: 'Built-in', checkedDeviceLabel: 'USB microphone' },
    ])
  })

  it('that was made before noise suppression was switched on', async () => {
    expect(await findingsOf(aSoundCheck(), { ...anInput, noiseSuppression: true })).toEqual([
      { code: 'SETTINGS_CHANGED', severity: 'bad', settings: ['noiseSuppression'] },
    ])
  })

  it('as it stood when the take was begun', async () => {
    const { recording, sessions, session, begin, append } = await aRecording()
    sessions.setSoundCheck(session.id, aSoundCheck())
    const takeId = await begin()
    sessions.setSoundCheck(session.id, null)
    await append(takeId, spoken())
    const { checked } = await recording.finish({ takeId, droppedFrames: 0, preRollFrames: 14_400 })
    expect(checked?.findings.map(({ code }) => code)).not.toContain('UNCHECKED')
  })
})

describe('a take that the sound itself began', () => {
  it('has no click of a key in it: a burst just there is the sound', async () => {
    const { recording, begin, append } = await aRecording()
    /** To 20 ms. */
    const soundFoundAt = async (startedBy: 'key' | 'sound') => {
      const takeId = await begin()
      await append(takeId, spoken(0.005))
      const { checked } = await recording.finish({ takeId, droppedFrames: 0, preRollFrames: 23_000, startedBy })
      return Math.round(((checked?.measurements.sound?.startFrame ?? 0) / rateHz) * 50) / 50
    }
    expect(await soundFoundAt('key')).not.toBe(0.5)
    expect(await soundFoundAt('sound')).toBe(0.5)
  })
})
