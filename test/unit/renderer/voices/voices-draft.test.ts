import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRememberedVoices } from '#renderer/settings/voices/remembered-voices.ts'
import type { VoicesDraft } from '#renderer/settings/voices/voices-draft.ts'
import { changedVoices, readVoices, voicesWithDays } from '#renderer/settings/voices/voices-draft.ts'
import { SpeechSettingsSchema } from '#shared/contract/voices.ts'

const standing = SpeechSettingsSchema.parse({
  defaultVoiceId: 'en-US-AriaNeural',
  defaultVoiceElsewhere: 'en-GB-SoniaNeural',
  ratePercent: -30,
  pitchPercent: 0,
  volumePercent: 0,
  cacheDays: 30,
  cacheDaysOfVoice: { 'espeak:en-us': 90 },
  offline: false,
  ownProgram: null,
})
const piper = {
  program: 'on',
  'program.name': ' Piper ',
  'program.command': '/usr/bin/piper\n--output\n{out}\n\n{text}\n',
}
const faults = (draft: VoicesDraft) => readVoices(standing, draft).faults

describe('voices as they were typed', () => {
  it('what was not touched stays as it stands', () => {
    expect(readVoices(standing, {})).toEqual({ settings: standing, faults: {} })
  })

  it('figures are read as people type them', () => {
    const { settings } = readVoices(standing, { ratePercent: '−10', pitchPercent: ' 5 ', cacheDays: '7' })
    expect(settings).toMatchObject({ ratePercent: -10, pitchPercent: 5, cacheDays: 7 })
  })

  it('each wrong figure says what is wrong with it', () => {
    expect(faults({ ratePercent: 'slow', pitchPercent: '0.5', volumePercent: '−91', cacheDays: '0' })).toEqual({
      ratePercent: { code: 'NOT_A_NUMBER' },
      pitchPercent: { code: 'NOT_WHOLE' },
      volumePercent: { code: 'OUTSIDE', least: -90, most: 200 },
      cacheDays: { code: 'OUTSIDE', least: 1, most: 3650 },
    })
  })

  it('a voice gets days of its own, and loses them again', () => {
    const given = { 'days.en-US-AriaNeural': '14' }
    expect(voicesWithDays(standing, given)).toEqual(['espeak:en-us', 'en-US-AriaNeural'])
    expect(readVoices(standing, given).settings.cacheDaysOfVoice).toEqual({
      'espeak:en-us': 90,
      'en-US-AriaNeural': 14,
    })
    expect(readVoices(standing, { 'days.espeak:en-us': '' }).settings.cacheDaysOfVoice).toEqual({})
    expect(faults({ 'days.espeak:en-us': '4000' })).toHaveProperty(['days.espeak:en-us'])
  })

  it('a program’s command is one argument a line, without empty ones', () => {
    const { settings, faults } = readVoices(standing, piper)
    expect(faults).toEqual({})
    expect(settings.ownProgram).toEqual({
      name: 'Piper',
      command: ['/usr/bin/piper', '--output', '{out}', '{text}'],
      language: 'en-US',
      deadlineSeconds: 30,
    })
  })

  it('a program that could not speak is not accepted, and says why', () => {
    const command = (text: string) => faults({ ...piper, 'program.command': text })['program.command']?.code
    expect(faults({ ...piper, 'program.name': ' ' })['program.name']).toEqual({ code: 'NO_NAME' })
    expect(command('\n')).toBe('NO_COMMAND')
    expect(command('say\n{text}')).toBe('NO_OUT')
    expect(command('say\n{out}')).toBe('NO_TEXT')
    expect(command('say\n{out}\n{phoneme}')).toBeUndefined()
    expect(command(`say\n{out}\n{text}${'x'.repeat(500)}`)).toBe('TOO_LONG')
    expect(command(`{out}\n{text}\n${'-x\n'.repeat(40)}`)).toBe('TOO_MANY')
  })

  it('a program that is switched off is no change, whatever was typed of it', () => {
    expect(changedVoices(standing, { ...piper, program: 'off' })).toEqual({})
    expect(changedVoices(standing, { ratePercent: '−30', cacheDays: '31' })).toEqual({ cacheDays: '31' })
  })

  it('what is typed without a fault the studio accepts, whatever else was typed', () => {
    const figure = fc.oneof(fc.integer({ min: -120, max: 4000 }).map(String), fc.constantFrom('', '1,5', 'x'))
    const line = fc.constantFrom('{out}', '{text}', '{phoneme}', 'say', ' ', '-x', 'y'.repeat(501))
    const draft = fc.record({
      ratePercent: figure,
      pitchPercent: figure,
      volumePercent: figure,
      cacheDays: figure,
      'days.espeak:en-us': figure,
      program: fc.constantFrom('on', 'off'),
      'program.name': fc.string({ maxLength: 50 }),
      'program.command': fc.array(line, { maxLength: 50 }).map((lines) => lines.join('\n')),
      'program.deadlineSeconds': figure,
    })
    fc.assert(
      fc.property(draft, (typed) => {
        const wrong = Object.keys(readVoices(standing, typed).faults)
        const parts = new Set(wrong.some((field) => field.startsWith('program')) ? [...wrong, 'program'] : wrong)
        const sound = Object.fromEntries(Object.entries(typed).filter(([field]) => !parts.has(field)))
        const { settings, faults } = readVoices(standing, sound)
        expect(faults).toEqual({})
        expect(SpeechSettingsSchema.safeParse(settings).success).toBe(true)
      }),
    )
  })

  it('is remembered until it is saved', () => {
    const kept = new Map<string, string>()
    const remembered = createRememberedVoices({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    })
    remembered.write(piper)
    expect(remembered.read()).toEqual(piper)
    remembered.write({})
    expect(kept.size).toBe(0)
  })
})
