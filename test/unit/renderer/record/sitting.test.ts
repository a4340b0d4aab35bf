import { describe, expect, it } from 'vitest'
import { aSoundCheck } from '#test/builders.ts'
import { aSittingRoom } from './sitting-doubles.ts'

const sheep = { phonemeId: 'iː', promptId: 'sheep', context: 'word' } as const

describe('the sound check of a sitting', () => {
  it('is told to the session under way, and given to every later one', async () => {
    const { sitting, studio } = aSittingRoom()
    await sitting.openMicrophone()
    const check = aSoundCheck()
    await sitting.keepSoundCheck(check)
    expect(studio.asked('setSoundCheck')).toMatchObject([{ soundCheck: check }])
    expect(sitting.state.get().session?.soundCheck).toEqual(check)

    await sitting.chooseSpeaker('james')
    await sitting.joinSitting('second sitting')
    const [, ...later] = studio.asked('openSession')
    expect(later).toMatchObject([{ speakerId: 'james', soundCheck: check }, { soundCheck: check }])
  })

  it('may be skipped: the session is told so, and later ones have none', async () => {
    const { sitting, studio } = aSittingRoom()
    await sitting.openMicrophone()
    await sitting.keepSoundCheck(null)
    await sitting.joinSitting('a sitting')
    expect(studio.asked('setSoundCheck')).toMatchObject([{ soundCheck: null }])
    expect(studio.asked('openSession')[1]).not.toHaveProperty('soundCheck')
    expect(sitting.state.get().soundCheck).toEqual({ kind: 'skipped' })
  })

  it('is kept for the session that begins when the microphone opens', async () => {
    const { sitting, studio } = aSittingRoom()
    const check = aSoundCheck()
    await sitting.keepSoundCheck(check)
    await sitting.openMicrophone()
    expect(studio.asked('openSession')).toMatchObject([{ soundCheck: check }])
  })
})

describe('joining a sitting', () => {
  it('begins a session of it at the microphone that stays open', async () => {
    const { sitting, studio, microphone } = aSittingRoom()
    await sitting.openMicrophone()
    await sitting.joinSitting('a sitting')
    expect(microphone.openings()).toBe(1)
    expect([...studio.open.values()]).toMatchObject([{ sittingId: 'a sitting' }])
    expect(sitting.state.get().session?.sittingId).toBe('a sitting')
  })

  it('once more begins no other session', async () => {
    const { sitting, studio } = aSittingRoom()
    await sitting.openMicrophone()
    await sitting.joinSitting('a sitting')
    await sitting.joinSitting('a sitting')
    expect(studio.asked('openSession')).toHaveLength(2)
  })

  it('waits for the take under way, which keeps the session that it began in', async () => {
    const { sitting, studio, microphone } = aSittingRoom()
    await sitting.openMicrophone()
    const before = sitting.state.get().session?.id
    const taken = sitting.startTake({ phonemeId: 'iː', promptId: null, context: 'isolated' })
    const joined = sitting.joinSitting('a sitting')
    await Promise.resolve()
    expect(studio.asked('closeSession')).toEqual([])
    microphone.recorder.stop()
    await Promise.all([taken, joined])
    expect(studio.asked('begin')).toMatchObject([{ sessionId: before }])
    expect(studio.calls.findIndex(({ name }) => name === 'closeSession')).toBeGreaterThan(
      studio.calls.findIndex(({ name }) => name === 'finish'),
    )
  })

  it('leaves one session open, however fast people change their minds', async () => {
    const { sitting, studio } = aSittingRoom()
    await sitting.openMicrophone()
    const letGo = studio.hold()
    const changes = [sitting.joinSitting('first'), sitting.chooseSpeaker('james'), sitting.joinSitting('second')]
    letGo()
    await Promise.all(changes)
    expect([...studio.open.values()]).toMatchObject([{ sittingId: 'second', speakerId: 'james' }])
    expect([...studio.open.keys()]).toEqual([sitting.state.get().session?.id])
  })

  it('begins one session where speaker and sitting change together', async () => {
    const { sitting, studio } = aSittingRoom()
    await sitting.openMicrophone()
    await Promise.all([sitting.joinSitting('a sitting'), sitting.chooseSpeaker('james')])
    expect(studio.asked('openSession')).toHaveLength(2)
  })

  it('tells when the studio would not begin a session', async () => {
    const { sitting, studio } = aSittingRoom()
    await sitting.openMicrophone()
    studio.fail('openSession')
    await sitting.joinSitting('a sitting')
    expect(sitting.state.get()).toMatchObject({ session: null, fault: { kind: 'call' } })
  })
})

describe('a take by a key', () => {
  it('belongs to what was asked for', async () => {
    const { sitting, studio, microphone, taken } = aSittingRoom()
    await sitting.openMicrophone()
    const done = sitting.startTake(sheep)
    expect(sitting.state.get().takingPhonemeId).toBe('iː')
    microphone.recorder.stop()
    await done
    expect(studio.asked('begin')).toMatchObject([sheep])
    expect(studio.asked('finish')).toMatchObject([{ startedBy: 'key', preRollFrames: 1, stopFrame: 3 }])
    expect(taken).toHaveLength(1)
    expect(sitting.state.get().lastTake?.take.promptId).toBe('sheep')
  })
})

describe('a take by itself', () => {
  const wait = (room: ReturnType<typeof aSittingRoom>, signal = new AbortController().signal) =>
    room.sitting.takeByItself({ ...sheep, soundClass: 'word', signal })

  it('is nobody’s business until the sound comes, and then belongs to what was asked for', async () => {
    const room = aSittingRoom()
    const { sitting, studio, microphone } = room
    await sitting.keepSoundCheck(aSoundCheck())
    await sitting.openMicrophone()
    const made = wait(room)
    expect(sitting.state.get().takingPhonemeId).toBeNull()
    expect(microphone.waitsFor()).toMatchObject({ soundClass: 'word', room: aSoundCheck().room })
    microphone.hearSound()
    await expect.poll(() => sitting.state.get().takingPhonemeId).toBe('iː')
    microphone.recorder.stop()
    expect(await made).toMatchObject({ heard: { kind: 'sound' }, take: { take: sheep } })
    expect(studio.asked('finish')).toMatchObject([{ startedBy: 'sound' }])
  })

  it('is none when it is given up before the sound: nothing is begun, nothing is wrong', async () => {
    const room = aSittingRoom()
    await room.sitting.openMicrophone()
    const giveUp = new AbortController()
    const made = wait(room, giveUp.signal)
    giveUp.abort()
    expect(await made).toBeNull()
    expect(room.studio.asked('begin')).toEqual([])
    expect(room.sitting.state.get().fault).toBeNull()
  })

  it('is none when the microphone is pulled out meanwhile, and that is told', async () => {
    const room = aSittingRoom()
    await room.sitting.openMicrophone()
    const made = wait(room)
    room.microphone.unplug()
    expect(await made).toBeNull()
    expect(room.sitting.state.get().fault).toEqual({ kind: 'microphone', fault: 'unplugged', saved: null })
  })

  it('is none where no microphone is open', async () => {
    expect(await wait(aSittingRoom())).toBeNull()
  })
})
