import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { documentText } from '#shared/node/bundle/document-text.ts'
import { readDocument } from '#shared/node/bundle/upgrade-document.ts'
import { aBundleDocument, english, plans } from '#test/support/bundle-document.ts'
import { firstOf } from '#test/support/first-of.ts'

const textOf = (document: BundleDocument) => [...documentText(document)].join('')
const read = (json: unknown) => readDocument(json, english)

/** What a reader says of a good document once `spoil` has been at it. */
function toldOf(spoil: (document: BundleDocument) => void): string[] {
  const document = structuredClone(aBundleDocument(undefined, { withTakes: true }))
  spoil(document)
  const answer = read(JSON.parse(JSON.stringify(document)))
  return 'faults' in answer ? answer.faults.map(({ path, reason }) => `${path}: ${reason}`) : []
}

describe('a document', () => {
  it('comes back as it was written, and is written again in the same bytes, whatever order it was held in', () => {
    fc.assert(
      fc.property(plans, fc.boolean(), (plan, withTakes) => {
        const document = aBundleDocument(plan, { withTakes })
        const text = textOf(document)
        const answer = read(JSON.parse(text))
        expect(answer).toHaveProperty('document')
        const shuffled = {
          ...document,
          sources: document.sources.toReversed(),
          phonemes: document.phonemes.toReversed(),
        }
        expect('document' in answer && textOf(answer.document)).toBe(text)
        expect(textOf(shuffled)).toBe(text)
      }),
      { numRuns: 25 },
    )
  })

  it('has a line for each row, and open fields in the order of the alphabet', () => {
    const document = aBundleDocument()
    const [source] = document.sources
    Object.assign(source?.metadata ?? {}, { zebra: { b: 1, a: [2] }, apple: null })
    const line = textOf(document)
      .split('\n')
      .find((line) => line.includes('zebra'))
    expect(line).toContain(`"metadata":{"apple":null,"quality":"high","speaker":"sheep","zebra":{"a":[2],"b":1}}`)
    expect(line?.startsWith(`    {"id":"${source?.id}","phonemeId":`)).toBe(true)
    expect(textOf(document).endsWith('\n}\n')).toBe(true)
  })

  test.each<[string, (document: BundleDocument) => void, string]>([
    [
      'an unknown phoneme',
      (d) => (firstOf(d.sources).phonemeId = firstOf(d.sources).id),
      'sources[0].phonemeId: names a phoneme that is not in the document',
    ],
    [
      'an unknown speaker',
      (d) => void d.speakers.shift(),
      'sources[0].speakerId: names a speaker that is not in the document',
    ],
    [
      'an unknown take',
      (d) => (firstOf(d.sources).takeId = firstOf(d.sources).id),
      'sources[0].takeId: names a take that is not in the document',
    ],
    [
      'an unknown session',
      (d) => void d.sessions.shift(),
      'takes[0].sessionId: names a session that is not in the document',
    ],
    [
      'an unknown sitting',
      (d) => (firstOf(d.sessions).sittingId = firstOf(d.takes).id),
      'sessions[0].sittingId: names a sitting that is not in the document',
    ],
    [
      'an unknown prompt',
      (d) => (firstOf(d.takes).promptId = firstOf(d.takes).id),
      'takes[0].promptId: names a prompt that is not in the document',
    ],
    [
      'a choice of an unknown source',
      (d) => (firstOf(d.phonemes).preferredAudioSourceId = firstOf(d.takes).id),
      'phonemes[0].preferredAudioSourceId: names a source that is not in the document',
    ],
    [
      'a choice of another phoneme',
      (d) => (firstOf(d.phonemes).preferredAudioSourceId = d.sources[4]?.id ?? null),
      'phonemes[0].preferredAudioSourceId: names a source of another phoneme',
    ],
    [
      'a rendition of nothing',
      (d) => (firstOf(d.renditions).sourceId = firstOf(d.takes).id),
      'renditions[0].sourceId: names a source that is not in the document',
    ],
    [
      'a rendition elsewhere',
      (d) => (firstOf(d.renditions).path = 'phonemes/audio/2026/01/02/other.flac'),
      `renditions[0].path: is not phonemes/audio/2026/01/02/018f0000-0004-7000-8000-000000000000.flac, beside the source's own file`,
    ],
    [
      'a record of nothing',
      (d) => (firstOf(d.cacheRecords).sourceId = firstOf(d.takes).id),
      'cacheRecords[0].sourceId: names a source that is not in the document',
    ],
    [
      'plays of a device twice',
      (d) => void d.plays.push(firstOf(d.plays)),
      'plays[2].deviceId: is the same as that of plays[0]',
    ],
    [
      'an id twice',
      (d) => void d.speakers.push({ ...firstOf(d.speakers), code: 'other' }),
      'speakers[2].id: is the same as that of speakers[0]',
    ],
    [
      'two natives of a voice',
      (d) =>
        (d.sources[1] = { ...firstOf(d.sources), id: firstOf(d.takes).id, path: 'phonemes/audio/2026/01/02/x.wav' }),
      'sources[1].voiceId: is the same as that of sources[0]',
    ],
    [
      'one path for two files',
      (d) => (firstOf(d.takes).path = d.takes[1]?.path.replace('takes', 'takes') ?? ''),
      'takes[1].path: is the path of another file too',
    ],
    [
      'a consent withdrawn',
      (d) => Object.assign(firstOf(d.speakers).consent ?? {}, { withdrawnAt: '2026-11-05T00:00:00.000Z' }),
      'sources[0].speakerId: is a speaker without valid consent: nothing of theirs may be in a bundle',
    ],
    [
      'no consent',
      (d) => (firstOf(d.speakers).consent = null),
      'takes[0].speakerId: is a speaker without valid consent: nothing of theirs may be in a bundle',
    ],
    [
      'someone who withdrew',
      (d) => (firstOf(d.withdrawn).speakerId = firstOf(d.speakers).id),
      'withdrawn[0].speakerId: names a speaker who is in the document without having agreed again',
    ],
    [
      'a native that expires',
      (d) => (firstOf(d.sources).cachedUntil = firstOf(d.sources).createdAt),
      'sources[0].cachedUntil: is set, and a native source never expires',
    ],
    [
      'a native of nobody',
      (d) => (firstOf(d.sources).speakerId = null),
      'sources[0].speakerId: is empty, and a native source is of a speaker',
    ],
    [
      'a spoken example',
      (d) => (firstOf(d.sources.slice(4)).context = 'word'),
      'sources[4].context: is word, which only a native source can be',
    ],
    [
      'marks outside the take',
      (d) => (firstOf(d.takes).trim = { startFrame: 0, endFrame: 48_001 }),
      `takes[0].trim: does not lie within the take's 48000 frames`,
    ],
    [
      'a time of another age',
      (d) => (firstOf(d.sources).createdAt = '2200-01-01T00:00:00.000Z'),
      'sources[0].createdAt: is not a time from 1970 to 2199',
    ],
    [
      'an absurd clock',
      (d) => Object.assign(d.clocks, { phoneme: { [firstOf(d.phonemes).id]: { '*': '999999999999999-000000-x' } } }),
      `.*: is a time later than the year 2200: the clock of that machine was wrong`,
    ],
    [
      'the clock of nothing',
      (d) => Object.assign(d.clocks, { take: { [firstOf(d.sources).id]: { '*': '000000000000000-000000-x' } } }),
      'clocks.take.018f0000-0004-7000-8000-000000000000: is the clock of a take that is not in the document',
    ],
    [
      'half a character',
      (d) => (firstOf(d.speakers).displayName = 'An\uD800na'),
      'speakers[0].displayName: has half a character or a zero character in it',
    ],
    [
      'a picture that runs',
      (d) =>
        (firstOf(d.phonemes).mouthPicture = {
          svg: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
          alt: '',
        }),
      'phonemes[0].mouthPicture.svg: ',
    ],
  ])('with %s is refused, by its place', (_what, spoil, told) => {
    expect(toldOf(spoil)).toContainEqual(expect.stringContaining(told))
  })

  test.each([
    '../../etc/passwd',
    '/phonemes/audio/2026/01/02/a.wav',
    'phonemes/audio/2026/13/02/a.wav',
    'phonemes/audio/2026/01/02/..wav',
    'phonemes/audio/2026/01/02/a/b.wav',
    'phonemes/audio/2026/01/02/a b.wav',
    'phonemes/audio/2026/01/02/a.exe',
    String.raw`phonemes\audio\2026\01\02\a.wav`,
    `phonemes/audio/2026/01/02/${'a'.repeat(80)}.wav`,
  ])('with an audio file at %s is refused', (path) => {
    expect(toldOf((document) => (firstOf(document.sources).path = path))).toContainEqual(
      expect.stringMatching(/^sources\[0\]\.path: is wrong: (?:not a path like phonemes\/audio\/YYYY|Too big)/),
    )
  })

  it('of wrong types, of another format or nested without end is refused, not thrown at', () => {
    let deep: unknown = 0
    for (let at = 0; at < 5000; at += 1) deep = [deep]
    const strange = [null, 7, 'x', [], {}, { format: 'phoneme-studio-catalog' }, { ...aBundleDocument(), sources: {} }]
    const answers = [...strange, { ...aBundleDocument(), prompts: deep }].map((json) => 'faults' in read(json))
    expect(answers).toEqual(answers.map(() => true))
    const named = JSON.parse(
      '{"format":"phoneme-studio-catalog","version":2,"sources":[{"metadata":{"__proto__":{}}}]}',
    )
    expect(read(named)).toEqual({
      faults: [{ path: 'sources[0].metadata.__proto__', reason: 'is not a name that a field may have' }],
    })
  })

  it('that lacks a field or a list is told which', () => {
    const { plays: _plays, ...lacking } = aBundleDocument()
    Reflect.deleteProperty(firstOf(lacking.sources), 'voiceId')
    expect(read(lacking)).toEqual({
      faults: [
        { path: 'sources[0].voiceId', reason: 'is missing' },
        { path: 'plays', reason: 'is missing' },
      ],
    })
  })

  it('of a newer studio is refused in a sentence', () => {
    expect(read({ ...aBundleDocument(), version: 3, sources: 'otherwise' })).toEqual({
      faults: [
        {
          path: 'version',
          reason:
            'made by a newer Phoneme Studio (catalog version 3); read this bundle with that Phoneme Studio or a later one; this one reads versions up to 2',
        },
      ],
    })
  })
})
