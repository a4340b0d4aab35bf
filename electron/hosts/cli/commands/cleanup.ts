import { command, finish } from '../command.ts'
import { listFailures } from '../list-failures.ts'
import { table } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

export const cleanup = command({
  name: 'cleanup',
  usage: '[--dry-run] [--unused-days N] [--budget-mb N]',
  summary:
    'Takes away TTS clips that have expired and are not played any more. Never a recording, never a preferred source.',
  details: [
    '--dry-run         says what would go, and changes nothing',
    '--unused-days N   not played for so many days (30)',
    '--budget-mb N     then the least recently played clips, until the rest fits',
  ],
  options: { 'dry-run': { type: 'boolean' }, 'unused-days': { type: 'string' }, 'budget-mb': { type: 'string' } },
  async run({ values }, call) {
    const unusedDays = wholeNumber(values['unused-days'], '--unused-days', { least: 0, most: 36_500 })
    const sizeBudgetMb = wholeNumber(values['budget-mb'], '--budget-mb', { least: 0, most: 1_000_000_000 })
    const asked = {
      dryRun: values['dry-run'] ?? false,
      ...(unusedDays !== undefined && { unusedDays }),
      ...(sizeBudgetMb !== undefined && { sizeBudgetMb }),
    }
    const stream = await (await call.studio()).cache.cleanup(asked, { signal: call.signal })
    const result = await finish(stream, call)
    const { removed, failures, freedMb, keptMb, dryRun } = result
    const clips = removed.length === 1 ? '1 clip' : `${removed.length} clips`
    const said = dryRun
      ? `${clips} would go, ${freedMb.toFixed(2)} MB; ${keptMb.toFixed(2)} MB of TTS would stay. Nothing was changed.`
      : `${clips} gone, ${freedMb.toFixed(2)} MB freed; ${keptMb.toFixed(2)} MB of TTS stay.`
    const rows = removed.map(({ sourceId, why, sizeMb, path }) => [
      sourceId,
      why,
      `${sizeMb.toFixed(2)} MB`,
      path ?? '',
    ])
    const failure = failures.length === 0 ? undefined : await listFailures('could not be removed', failures)
    return { document: result, lines: [...table(rows), said], failure }
  },
})
