import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { EdgeServiceDouble } from '#test/doubles/edge/edge-service.ts'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'
import { readSsml } from '#test/doubles/edge/edge-ssml.ts'
import { tokenOf } from '#test/doubles/edge/edge-token.ts'

let service: EdgeServiceDouble
beforeEach(async () => {
  service = await openEdgeService()
})
afterEach(() => service.close())

const prosody = (text: string) => `<prosody pitch="+0%" rate="-30%" volume="+0%">${text}</prosody>`
const speak = (inner: string) => `<speak version="1.0" xml:lang="en-US">${inner}</speak>`
const ssml = (text: string) => speak(`<voice name="en-US-AriaNeural">${prosody(text)}</voice>`)

async function connection(time: Date): Promise<WebSocket> {
  const query = `TrustedClientToken=anybody&Sec-MS-GEC=${tokenOf(time, 'anybody')}`
  const socket = new WebSocket(`${service.endpoint}/edge/v1?${query}`)
  await once(socket, 'open')
  return socket
}

it('the double closes the connection over a sign that is no XML, as the service does', async () => {
  const socket = await connection(new Date())
  socket.send(
    `X-RequestId:${'0'.repeat(32)}\r\nContent-Type:application/ssml+xml\r\nPath:ssml\r\n\r\n${ssml('salt & pepper')}`,
  )
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(1007)
  expect(service.heard).toEqual([])
})

it('the double takes tokens of its own time only', async () => {
  await expect(connection(new Date(Date.now() - 11 * 60_000))).rejects.toThrow('403')
  ;(await connection(new Date())).terminate()
})

it.each([
  ['two voices', speak(`<voice name="a">${prosody('ship')}</voice><voice name="b">${prosody('ship')}</voice>`)],
  ['a break', ssml('ship<break time="1s"/>')],
  ['a phoneme', ssml('<phoneme ph="ʃɪp">ship</phoneme>')],
  ['no prosody', speak('<voice name="a">ship</voice>')],
  ['a control character', ssml('ship\u0001')],
])('the double refuses markup with %s', (_, markup) => {
  expect(readSsml(markup)).toBeNull()
  expect(readSsml(ssml('ship'))).not.toBeNull()
})
