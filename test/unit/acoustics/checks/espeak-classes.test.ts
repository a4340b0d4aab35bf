import { beforeAll, describe, expect, it } from 'vitest'
import { checkTake } from '#shared/acoustics/checks/check-take.ts'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { proposeTakeTrim } from '#shared/acoustics/checks/propose-take-trim.ts'
import { soundClasses } from '#shared/acoustics/checks/sound-class.ts'
import { type SpokenPhoneme, speakInventory } from '../hands-free/espeak-sounds.ts'
import { framesOf, pinkNoise, sampleRateHz, takeIn } from './a-take.ts'

let spoken: SpokenPhoneme[]
beforeAll(async () => {
  spoken = await speakInventory()
})

function checkIn(room: number, { samples: sound, soundClass }: SpokenPhoneme, seed: number) {
  const ms = (sound.length * 1000) / sampleRateHz
  const samples = takeIn(pinkNoise(400 + ms + 400, room, seed), [400, sound])
  const take = { samples, sampleRateHz, preRollFrames: framesOf(300) }
  const trim = proposeTakeTrim(take)
  return checkTake({ ...take, trim, soundClass, limits: defaultCheckLimits, droppedFrames: 0 })
}

describe('the 44 phonemes as eSpeak says them', () => {
  it('are of every class of sound alone', () => {
    expect(spoken).toHaveLength(44)
    const alone = soundClasses.filter((soundClass) => soundClass !== 'syllable' && soundClass !== 'word')
    expect(new Set(spoken.map(({ soundClass }) => soundClass))).toEqual(new Set(alone))
  })

  it('are good takes in a quiet room', () => {
    const findings = spoken.map((phoneme, index) => {
      return { phoneme: phoneme.ipaSymbol, findings: checkIn(-72, phoneme, index + 1).findings }
    })
    expect(findings.filter((each) => each.findings.length > 0)).toEqual([])
  })

  it('are not bad in an ordinary one, but for what drowns in it', () => {
    const bad = spoken.filter((phoneme, index) => checkIn(-48, phoneme, index + 1).verdict === 'bad')
    expect(bad.filter(({ ipaSymbol }) => ipaSymbol !== 'f').map(({ ipaSymbol }) => ipaSymbol)).toEqual([])
  })

  it('are not said to be noisy by a device that lets nothing through while it is quiet', () => {
    const findings = spoken.flatMap(({ samples: sound, soundClass, ipaSymbol }) => {
      const samples = new Float32Array(framesOf(300) + sound.length + framesOf(300))
      samples.set(sound, framesOf(200))
      const take = { samples, sampleRateHz, preRollFrames: framesOf(300) }
      const trim = proposeTakeTrim(take)
      const checked = checkTake({ ...take, trim, soundClass, limits: defaultCheckLimits, droppedFrames: 0 })
      return checked.findings.map(({ code, severity }) => `${ipaSymbol} ${code} ${severity}`)
    })
    expect(findings.filter((finding) => !finding.endsWith('DIGITAL_ZEROS look'))).toEqual([])
  })
})
