import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EdgeEngineOptions } from '#shared/node/engines/edge.ts'
import type { Engine } from '#shared/node/engines/engine.ts'
import { builtInVoices } from '#shared/node/engines/edge-voice-list.ts'
import { engineFor, eventually } from '#test/doubles/edge/ask-edge.ts'
import type { EdgeServiceDouble } from '#test/doubles/edge/edge-service.ts'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'

let service: EdgeServiceDouble
let now: Date
let told: string[]
const opened: Engine[] = []
const memory = {
  value: undefined as unknown,
  read: () => memory.value,
  write(value: unknown) {
    memory.value = value
  },
}

beforeEach(async () => {
  service = await openEdgeService()
  service.voices = [live('en-US-AriaNeural'), live('en-US-AndrewMultilingualNeural'), live('en-IE-EmilyNeural')]
  now = new Date('2026-03-01T12:00:00Z')
  told = []
  memory.value = undefined
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()))
  await service.close()
})

function live(ShortName: string, more: { Status?: string } = {}) {
  return {
    Name: `Microsoft Server Speech (${ShortName})`,
    ShortName,
    Locale: ShortName.slice(0, 5),
    Status: 'GA',
    ...more,
  }
}

function open(options: Partial<EdgeEngineOptions> = {}): Engine {
  const log = (line: string) => void told.push(line)
  const engine = engineFor(service, { concurrency: 1, memory, clock: () => now, log, ...options })
  opened.push(engine)
  return engine
}

async function idsOf(engine: Engine): Promise<string[]> {
  return (await engine.listVoices()).map(({ id }) => id)
}

const builtInIds = builtInVoices.map(({ id }) => id)
const extraIds = ['en-US-AndrewMultilingualNeural', 'en-IE-EmilyNeural']

it('the voices that the course needs are known without any network', async () => {
  const engine = open({ isOffline: () => true })
  const voices = await engine.listVoices()
  for (const id of [
    'en-US-AriaNeural',
    'en-US-GuyNeural',
    'en-US-JennyNeural',
    'en-GB-SoniaNeural',
    'en-AU-NatashaNeural',
  ]) {
    expect(voices).toContainEqual({ id, language: id.slice(0, 5), name: id.slice(6, -6) })
  }
})

it('the live list is fetched behind the caller’s back, serves the next call, and is kept for days offline', async () => {
  const engine = open()
  expect(await idsOf(engine)).toEqual(builtInIds)
  await expect.poll(() => idsOf(engine), eventually).toEqual([...builtInIds, ...extraIds])
  expect(await engine.listVoices()).toContainEqual({
    id: 'en-US-AndrewMultilingualNeural',
    language: 'en-US',
    name: 'Andrew Multilingual',
  })
  now = new Date('2026-06-01T12:00:00Z')
  expect(await idsOf(open({ isOffline: () => true }))).toEqual([...builtInIds, ...extraIds])
  expect(service.asked).toEqual(['GET'])
})

it('offline, no list is asked for, and none is missed when the studio goes online', async () => {
  let offline = true
  const engine = open({ isOffline: () => offline })
  await engine.listVoices()
  offline = false
  await engine.listVoices()
  await expect.poll(() => idsOf(engine), eventually).toEqual([...builtInIds, ...extraIds])
  expect(told).toEqual([])
})

it('a service that does not answer holds nobody up', async () => {
  service.voices = 'silent'
  const engine = open()
  expect(await idsOf(engine)).toEqual(builtInIds)
  await expect.poll(() => service.asked, eventually).toEqual(['GET'])
  expect(await idsOf(engine)).toEqual(builtInIds)
})

it('the live list is fetched once a day, by however many calls and engines', async () => {
  const engine = open()
  await Promise.all([engine.listVoices(), engine.listVoices(), engine.listVoices()])
  await expect.poll(() => memory.value, eventually).toBeDefined()
  await open().listVoices()
  now = new Date('2026-03-02T11:59:00Z')
  await engine.listVoices()
  expect(service.asked).toEqual(['GET'])
  service.voices = [live('en-NZ-MollyNeural')]
  now = new Date('2026-03-02T12:01:00Z')
  await engine.listVoices()
  await expect.poll(() => idsOf(engine), eventually).toEqual([...builtInIds, 'en-NZ-MollyNeural'])
  expect(service.asked).toEqual(['GET', 'GET'])
})

it('voices of other languages and those that were given up are left out', async () => {
  service.voices = [
    live('vi-VN-HoaiMyNeural'),
    live('en-US-OldNeural', { Status: 'Deprecated' }),
    live('en-IE-EmilyNeural'),
  ]
  const engine = open()
  await engine.listVoices()
  await expect.poll(() => idsOf(engine), eventually).toEqual([...builtInIds, 'en-IE-EmilyNeural'])
})

it.each([
  ['garbage', /BAD_ANSWER.*form/],
  [{ status: 403 }, /REFUSED_BY_SERVICE/],
  [{ status: 503 }, /SERVICE_DOWN/],
] as const)(
  'an answer that is no list (%j) is told, changes nothing, and is not asked for again at once',
  async (voices, why) => {
    service.voices = voices
    const engine = open()
    await engine.listVoices()
    await expect.poll(() => told, eventually).toEqual([expect.stringMatching(why)])
    expect(await idsOf(engine)).toEqual(builtInIds)
    expect(memory.value).toBeUndefined()
    service.voices = [live('en-IE-EmilyNeural')]
    now = new Date('2026-03-01T13:01:00Z')
    await engine.listVoices()
    await expect.poll(() => idsOf(engine), eventually).toContain('en-IE-EmilyNeural')
    expect(service.asked.filter((kind) => kind === 'GET')).toHaveLength(2)
  },
)

it.each([
  null,
  'voices',
  { fetchedAt: 'yesterday', voices: [] },
  { fetchedAt: '2026-03-01T11:00:00Z', voices: [{ id: 7 }] },
])('a memory that holds something else (%j) is passed over and written anew', async (spoiled) => {
  memory.value = spoiled
  const engine = open()
  expect(await idsOf(engine)).toEqual(builtInIds)
  await expect.poll(() => idsOf(engine), eventually).toEqual([...builtInIds, ...extraIds])
})

it('a list from the future, by a clock that was wrong, is fetched anew', async () => {
  memory.value = {
    fetchedAt: '2031-01-01T00:00:00Z',
    voices: [{ id: 'en-IE-EmilyNeural', language: 'en-IE', name: 'Emily' }],
  }
  const engine = open()
  expect(await idsOf(engine)).toEqual([...builtInIds, 'en-IE-EmilyNeural'])
  await expect.poll(() => idsOf(engine), eventually).toEqual([...builtInIds, ...extraIds])
})

it('a studio that keeps nothing still has the live list while it runs', async () => {
  const engine = open({ memory: undefined })
  await engine.listVoices()
  await expect.poll(() => idsOf(engine), eventually).toEqual([...builtInIds, ...extraIds])
})
