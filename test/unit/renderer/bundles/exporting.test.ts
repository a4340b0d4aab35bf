import { describe, expect, it } from 'vitest'
import { createExporting } from '#renderer/bundles/exporting.ts'
import type { BundleProgress, ExportResult } from '#shared/contract/bundles.ts'

const progress = (done: number): BundleProgress => ({ done, total: 2, label: 'a', doneBytes: 0, totalBytes: 0 })
const result = { fileName: 'phonemes.zip' } as ExportResult

/** A studio whose export goes a step further when it is let, as long as nobody cancelled. */
function studio(end: () => ExportResult) {
  const steps = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let calls = 0
  async function* run(signal: AbortSignal | undefined) {
    for (const [at, { promise }] of steps.entries()) {
      yield progress(at)
      await promise
      if (signal?.aborted) throw new Error('aborted')
    }
    return end()
  }
  const client = {
    bundles: {
      export: async (_: unknown, options?: { signal?: AbortSignal | undefined }) => {
        calls += 1
        return run(options?.signal)
      },
    },
  }
  const exporting = createExporting({ client: client as never, nowMs: () => 0 })
  return { exporting, goOn: () => steps.forEach(({ resolve }) => resolve()), calls: () => calls }
}

const seen = ({ exporting }: ReturnType<typeof studio>) => {
  const kinds: string[] = []
  exporting.state.subscribe(() => kinds.push(exporting.state.get().kind))
  return kinds
}

describe('an export', () => {
  it('tells how far it is, then what was written', async () => {
    const { exporting, goOn } = studio(() => result)
    const running = exporting.start({})
    goOn()
    await running
    expect(exporting.state.get()).toEqual({ kind: 'done', result })
  })

  it('is one at a time, whoever asks again', async () => {
    const { exporting, goOn, calls } = studio(() => result)
    const running = exporting.start({})
    await exporting.start({})
    goOn()
    await running
    expect(calls()).toBe(1)
  })

  it('that is cancelled is no failure, and nothing of it is told afterwards', async () => {
    const asked = studio(() => result)
    const kinds = seen(asked)
    const running = asked.exporting.start({})
    asked.exporting.cancel()
    asked.goOn()
    await running
    expect(kinds.at(-1)).toBe('cancelled')
    await asked.exporting.start({})
    expect(asked.exporting.state.get().kind).toBe('done')
  })

  it('that failed tells why, and may be tried again', async () => {
    const full = new Error('the disk is full')
    const { exporting, goOn } = studio(() => {
      throw full
    })
    const running = exporting.start({})
    goOn()
    await running
    expect(exporting.state.get()).toEqual({ kind: 'failed', error: full })
  })
})
