import { describe, expect, it } from 'vitest'
import { ConnectionLost } from '#renderer/api/lost-connection.ts'
import { undecided } from '#renderer/bundles/decisions.ts'
import { createReading } from '#renderer/bundles/reading.ts'

const mb = 1_048_576
const file = (bytes: number) => new File([new Uint8Array(bytes)], 'from-anna.zip')

/** A studio that writes down what it is sent, and asks `onAppend` before each piece is answered. */
function studio(onAppend: (piece: number) => Promise<void> = async () => {}) {
  const calls: string[] = []
  let pieces = 0
  async function* whole<Result>(result: Result) {
    yield { done: 1, total: 1, label: '', doneBytes: 1, totalBytes: 1 }
    return result
  }
  const bundles = {
    beginUpload: async ({ sizeBytes }: { sizeBytes: number }) => {
      calls.push(`begin ${sizeBytes}`)
      return { uploadId: 'u' }
    },
    append: async ({ offset, bytes }: { offset: number; bytes: Blob }) => {
      calls.push(`append ${offset / mb} ${bytes.size / mb}`)
      await onAppend((pieces += 1))
      return { receivedBytes: 0 }
    },
    discardUpload: async () => {
      calls.push('discard')
      return {}
    },
    verify: async () => whole({ valid: true }),
    plan: async () => whole({ imported: false }),
    import: async (asked: unknown) => {
      calls.push(`import ${JSON.stringify(asked)}`)
      return whole({ imported: true })
    },
  }
  const reading = createReading({ client: { bundles: bundles as never }, whenOpen: async () => {}, nowMs: () => 0 })
  return { reading, calls }
}

describe('a bundle on its way in', () => {
  it('is sent in pieces of 4 MB, looked at, taken over, and put away', async () => {
    const { reading, calls } = studio()
    await reading.choose(file(9 * mb))
    expect(calls).toEqual([`begin ${9 * mb}`, 'append 0 4', 'append 4 4', 'append 8 1'])
    await reading.verify()
    expect(reading.state.get()).toMatchObject({ work: { kind: 'verified', result: { valid: true } } })
    await reading.plan()
    expect(reading.state.get()).toMatchObject({ work: { kind: 'planned' } })
    await reading.takeOver({ ...undecided, everywhere: 'newer' })
    expect(reading.state.get()).toMatchObject({ work: { kind: 'imported' } })
    reading.putAway()
    expect(calls.slice(4)).toEqual(['import {"uploadId":"u","prefer":"newer"}', 'discard'])
    expect(reading.state.get()).toEqual({ kind: 'empty', error: null })
  })

  it('sends a piece again whose answer was lost with the connection', async () => {
    const { reading, calls } = studio(async (piece) => {
      if (piece === 2) throw new ConnectionLost(null)
    })
    await reading.choose(file(8 * mb))
    expect(calls).toEqual([`begin ${8 * mb}`, 'append 0 4', 'append 4 4', 'append 4 4'])
    expect(reading.state.get().kind).toBe('sent')
  })

  it('that can’t be sent tells why, and leaves nothing behind', async () => {
    const full = new Error('the disk is full')
    const { reading, calls } = studio(() => Promise.reject(full))
    await reading.choose(file(1))
    expect(reading.state.get()).toEqual({ kind: 'empty', error: full })
    expect(calls.at(-1)).toBe('discard')
  })

  it('is discarded when its person cancels, leaves, or chooses another one', async () => {
    for (const leave of ['stop', 'close'] as const) {
      const { reading, calls } = studio(async () => reading[leave]())
      await reading.choose(file(5 * mb))
      expect(calls.slice(1)).toEqual(['append 0 4', 'discard'])
    }
    const { reading, calls } = studio()
    await reading.choose(file(1))
    await reading.choose(file(2))
    reading.close()
    expect(calls.filter((call) => !call.startsWith('append'))).toEqual(['begin 1', 'discard', 'begin 2', 'discard'])
  })

  it('whose check is stopped stays, with nothing told of the check', async () => {
    const { reading } = studio()
    await reading.choose(file(1))
    const checking = reading.verify()
    reading.stop()
    await checking
    expect(reading.state.get()).toMatchObject({ kind: 'sent', work: { kind: 'idle', stopped: 'verify' } })
  })
})
