import { basename } from 'node:path'
import type { ChoiceConflict, ImportResult } from '#shared/contract/bundles.ts'
import { preferOptions } from '#shared/contract/bundles.ts'
import { command, finish } from '../command.ts'
import { listFailures } from '../list-failures.ts'
import { oneOf } from '../one-of.ts'
import { withSentFile } from '../send-file.ts'
import { table } from '../table.ts'

export const bundleImport = command({
  name: 'bundle import',
  usage: 'FILE [--dry-run] [--prefer mine|theirs|newer]',
  summary: 'Takes a bundle over: all of it or nothing; what is newer wins, field by field.',
  details: [
    '--dry-run   tells what is new, the same, different or conflicting, and writes nothing',
    '--prefer P  whose choice of a preferred source stands where they differ: mine, theirs or newer',
  ],
  options: { 'dry-run': { type: 'boolean' }, prefer: { type: 'string' } },
  positionals: ['FILE'],
  async run({ values, positionals: [path = ''] }, call) {
    const prefer = oneOf(preferOptions, values.prefer, '--prefer')
    const studio = await call.studio()
    const dryRun = values['dry-run'] ?? false
    const result = await withSentFile(path, studio, call, async (uploadId) => {
      const planned = await finish(await studio.bundles.plan({ uploadId }, { signal: call.signal }), call)
      const isOpen = planned.conflicts.length > 0 && prefer === undefined
      if (dryRun || isOpen) return planned
      return finish(await studio.bundles.import({ uploadId, prefer }, { signal: call.signal }), call)
    })
    const undecided = !dryRun && !result.imported
    return {
      document: result,
      lines: await linesOf(result, prefer === undefined),
      ...(undecided && {
        failure: `${basename(path)} was not imported: say whose choices stand with --prefer mine, theirs or newer.`,
      }),
    }
  },
})

async function linesOf({ imported, kinds, newFiles, newBytes, conflicts, refused }: ImportResult, asked: boolean) {
  const rows = kinds
    .filter((kind) => kind.new + kind.same + kind.different + kind.conflicting + kind.deletedHere > 0)
    .map((kind) => [
      kind.kind,
      `${kind.new} new`,
      `${kind.same} same`,
      `${kind.different} different`,
      `${kind.conflicting} conflicting`,
      ...(kind.deletedHere > 0 ? [`${kind.deletedHere} deleted here`] : []),
    ])
  const files = `${newFiles} new files, ${(newBytes / 1_048_576).toFixed(2)} MB`
  return [
    ...table(rows),
    `${imported ? 'Imported' : 'Nothing was written'}: ${files}.`,
    ...(asked ? conflicts.map(conflictLine) : []),
    ...(refused.length === 0 ? [] : [await listFailures('not taken over', refused)]),
  ]
}

function conflictLine({ ipaSymbol, mine, theirs }: ChoiceConflict): string {
  const said = ({ voice, at, by, reason }: ChoiceConflict['mine']) =>
    [voice ?? 'none', by && `by ${by}`, at, reason && `“${reason}”`].filter(Boolean).join(', ')
  return `${ipaSymbol}: mine ${said(mine)}; theirs ${said(theirs)}`
}
