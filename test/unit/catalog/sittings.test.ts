import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Sitting } from '#shared/entities/sitting.ts'
import { aPhonemeId, aSession, aSource, aSpeaker, aTake, times } from '#test/builders.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { filledCatalog } from './a-catalog.ts'

function aSitting(speakerId: string): Sitting {
  const prompt = { phonemeId: aPhonemeId, context: 'word', text: 'eat', takesWanted: 1, skipped: null } as const
  return {
    id: v7(),
    speakerId,
    title: 'Vowels',
    mode: 'one-key',
    prompts: [
      { ...prompt, promptId: 'second-by-name' },
      { ...prompt, promptId: 'first-by-name', skipped: { reason: '', at: times.now } },
    ],
    current: 0,
    startedAt: times.now,
    endedAt: null,
    updatedAt: times.now,
  }
}

function sat() {
  const folder = temporaryFolder()
  const catalog = filledCatalog(folder)
  const speaker = aSpeaker({})
  const sitting = aSitting(speaker.id)
  const session = aSession({ speakerId: speaker.id, sittingId: sitting.id })
  const take = aTake({ sessionId: session.id, speakerId: speaker.id })
  catalog.write(() => {
    catalog.speakers.insert(speaker)
    catalog.sittings.insert(sitting)
    catalog.speakers.insertSession(session)
    catalog.takes.insert(take)
  })
  return { folder, catalog, sitting, session, take }
}

describe('a sitting in the catalog', () => {
  it('comes back as it was put, its prompts in their order and an empty reason as one', () => {
    const { catalog, sitting, session } = sat()
    expect(catalog.sittings.get(sitting.id)).toEqual(sitting)
    expect(catalog.speakers.session(session.id)).toEqual(session)
    expect(catalog.sittings.get(v7())).toBeUndefined()
  })

  it('keeps a phoneme from being deleted while it asks for it', () => {
    const { catalog } = sat()
    expect(() => catalog.write(() => catalog.phonemes.delete(aPhonemeId))).toThrow(/FOREIGN KEY/)
  })

  it('logs every change that another device needs, each with a clock of its own', () => {
    const { folder, catalog, sitting, take } = sat()
    const { id } = sitting
    const changes: (() => void)[] = [
      () => catalog.sittings.setCurrent(id, 1, times.later),
      () => catalog.sittings.setMode(id, 'hands-free', times.later),
      () => catalog.sittings.setSkipped(id, 'second-by-name', { reason: 'cough', at: times.later }, times.later),
      () => catalog.sittings.choose(id, aPhonemeId, take.id, times.later),
      () => catalog.sittings.setEnded(id, times.later, times.later),
      () => catalog.sittings.touch(id, times.later),
    ]
    for (const change of changes) catalog.write(change)
    const db = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true })
    const logged = db.prepare("SELECT fields FROM change_log WHERE entity = 'sitting' ORDER BY seq").pluck().all()
    const clocks = db.prepare("SELECT field, hlc FROM field_clocks WHERE entity = 'sitting'").all() as { hlc: string }[]
    db.close()
    expect(logged.map((fields) => JSON.parse(String(fields)) as unknown)).toEqual([
      sitting,
      { current: 1 },
      { mode: 'hands-free' },
      { 'skipped/second-by-name': { reason: 'cough', at: times.later } },
      { [`chosen/${aPhonemeId}`]: take.id },
      { endedAt: times.later },
    ])
    expect(new Set(clocks.map(({ hlc }) => hlc)).size).toBe(6)
  })

  it('is listed from indexes, whatever else there is', () => {
    const { folder, catalog, sitting } = sat()
    expect(catalog.sittings.counted({}).map(({ id, prompts, done, takes }) => [id, prompts, done, takes])).toEqual([
      [sitting.id, 2, 1, 0],
    ])
    const db = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true })
    const plan = (sql: string) =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ')
    expect(plan("SELECT * FROM takes WHERE session_id IN (SELECT id FROM sessions WHERE sitting_id = 'x')")).toMatch(
      /takes_of_session.*sessions_of_sitting/,
    )
    expect(plan('SELECT id FROM sittings ORDER BY updated_at DESC, id DESC')).toMatch(/sittings_in_time/)
    db.close()
  })
})

describe('coverage', () => {
  it('counts a kept take and its source once, and nothing of whoever withdrew', () => {
    const { catalog, take } = sat()
    const counted = () => catalog.coverage.each().map(({ context, sounds }) => [context, sounds])
    expect(counted()).toEqual([])
    catalog.write(() => catalog.takes.setVerdict(take.id, 'kept', times.now))
    const source = { sourceType: 'native', takeId: take.id, speakerId: take.speakerId, voiceId: 'anna' } as const
    expect(counted()).toEqual([['isolated', 1]])
    catalog.write(() => catalog.sources.insert(aSource(source)))
    expect(counted()).toEqual([['isolated', 1]])
    catalog.write(() => catalog.sources.insert(aSource({ ...source, takeId: null, context: 'word' })))
    expect(counted()).toEqual([
      ['isolated', 1],
      ['word', 1],
    ])
    const given = { textId: 'recording-consent@1', licence: 'CC0-1.0', givenAt: times.now } as const
    const withdrawn = { ...given, withdrawnAt: times.later, renewedAfter: null }
    catalog.write(() => catalog.speakers.setConsent(take.speakerId, withdrawn, times.later))
    expect(counted()).toEqual([])
  })
})
