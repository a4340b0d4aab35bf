import { mouthPictureFault } from '../../contract/inventory.ts'
import { parseHybrid } from '../../entities/hybrid-clock.ts'
import { consentStands } from '../../entities/speaker.ts'
import type { JsonPath } from '../text/json-fault.ts'
import type { BundleDocument } from './bundle-document.ts'
import type { TellDocument } from './document-fault.ts'

/** A clock later than this would win over every edit of a lifetime. */
const latestClockMs = Date.UTC(2200, 0, 1)

/** What the schema cannot say of a row: fields that hang together, and what of a list may be there once. */
export function checkRows(document: BundleDocument, tell: TellDocument): void {
  checkSources(document, tell)
  checkTakes(document, tell)
  checkOnce(document, tell)
  for (const [at, { mouthPicture }] of document.phonemes.entries()) {
    const fault = mouthPicture === null ? undefined : mouthPictureFault(mouthPicture.svg)
    if (fault !== undefined) tell(['phonemes', at, 'mouthPicture', 'svg'], fault)
  }
  for (const [entity, rows] of Object.entries(document.clocks)) {
    for (const [id, fields] of Object.entries(rows)) {
      for (const [field, clock] of Object.entries(fields)) {
        if (parseHybrid(clock).ms < latestClockMs) continue
        tell(['clocks', entity, id, field], 'is a time later than the year 2200: the clock of that machine was wrong')
      }
    }
  }
}

function checkSources({ sources, speakers, renditions }: BundleDocument, tell: TellDocument): void {
  const speakersById = new Map(speakers.map((speaker) => [speaker.id, speaker]))
  const pathOf = new Map<string, string>()
  for (const [at, source] of sources.entries()) {
    const { id, path, sourceType, context, cachedUntil, speakerId } = source
    pathOf.set(id, path)
    if (sourceType !== 'native') {
      if (context !== 'isolated') tell(['sources', at, 'context'], `is ${context}, which only a native source can be`)
      continue
    }
    if (cachedUntil !== null) tell(['sources', at, 'cachedUntil'], 'is set, and a native source never expires')
    const speaker = speakerId === null ? undefined : speakersById.get(speakerId)
    if (speakerId === null) tell(['sources', at, 'speakerId'], 'is empty, and a native source is of a speaker')
    else if (speaker && !consentStands(speaker)) tell(['sources', at, 'speakerId'], withoutConsent)
  }
  for (const [at, { sourceId, format, path }] of renditions.entries()) {
    const own = pathOf.get(sourceId)
    const expected = own === undefined ? undefined : `${own.slice(0, own.lastIndexOf('.'))}.${format}`
    if (expected !== undefined && path !== expected) {
      tell(['renditions', at, 'path'], `is not ${expected}, beside the source's own file`)
    }
  }
}

const withoutConsent = 'is a speaker without valid consent: nothing of theirs may be in a bundle'

function checkTakes({ takes, speakers }: BundleDocument, tell: TellDocument): void {
  const speakersById = new Map(speakers.map((speaker) => [speaker.id, speaker]))
  for (const [at, { speakerId, frameCount, ...marks }] of takes.entries()) {
    const speaker = speakersById.get(speakerId)
    if (speaker && !consentStands(speaker)) tell(['takes', at, 'speakerId'], withoutConsent)
    for (const name of ['trim', 'proposedTrim'] as const) {
      const { startFrame, endFrame } = marks[name]
      if (startFrame <= endFrame && endFrame <= frameCount) continue
      tell(['takes', at, name], `does not lie within the take's ${frameCount} frames`)
    }
  }
}

/** Ids and whatever else stands for one thing only. */
function checkOnce(document: BundleDocument, tell: TellDocument): void {
  const once = <Row>(list: keyof BundleDocument, rows: Row[], field: string, keyOf: (row: Row) => string | null) => {
    const seen = new Map<string, number>()
    for (const [at, row] of rows.entries()) {
      const key = keyOf(row)
      const before = key === null ? undefined : seen.get(key)
      if (key !== null && before === undefined) seen.set(key, at)
      const path: JsonPath = field === '' ? [list, at] : [list, at, field]
      if (before !== undefined) tell(path, `is the same as that of ${list}[${before}]`)
    }
  }
  const byId = [
    'inventories',
    'categories',
    'phonemes',
    'prompts',
    'speakers',
    'sources',
    'decisions',
    'sittings',
  ] as const
  for (const list of [...byId, 'sessions', 'takes'] as const) {
    once(list, document[list] as { id: string }[], 'id', ({ id }) => id)
  }
  once('phonemes', document.phonemes, 'ipaSymbol', ({ inventoryId, ipaSymbol }) => `${inventoryId} ${ipaSymbol}`)
  once('speakers', document.speakers, 'code', ({ code }) => code)
  once('withdrawn', document.withdrawn, 'speakerId', ({ speakerId }) => speakerId)
  once('renditions', document.renditions, 'format', ({ sourceId, format }) => `${sourceId} ${format}`)
  once('cacheRecords', document.cacheRecords, 'sourceId', ({ sourceId }) => sourceId)
  once('plays', document.plays, 'deviceId', ({ sourceId, deviceId }) => `${sourceId} ${deviceId}`)
  once('sources', document.sources, 'voiceId', ({ sourceType, context, phonemeId, voiceId }) =>
    sourceType === 'native' && context === 'isolated' ? `${phonemeId} ${voiceId}` : null,
  )
  // Some systems do not tell capitals from small letters in names of files.
  const paths = (['sources', 'renditions', 'takes'] as const).flatMap((list) =>
    document[list].map(({ path }, at) => ({ list, at, key: path.toLowerCase() })),
  )
  const seen = new Set<string>()
  for (const { list, at, key } of paths) {
    if (seen.has(key)) tell([list, at, 'path'], 'is the path of another file too')
    seen.add(key)
  }
  for (const [at, { prompts }] of document.sittings.entries()) {
    const asked = new Set<string>()
    for (const [prompt, { promptId }] of prompts.entries()) {
      if (asked.has(promptId))
        tell(['sittings', at, 'prompts', prompt, 'promptId'], 'is asked for twice in the sitting')
      asked.add(promptId)
    }
  }
}
