import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium, thisMachine } from '../tools/test/find-chromium.ts'
import { recordForLong } from './support/record-for-long.ts'

// A sitting of an hour, take after take: what it holds in memory must not grow by more than 50 MB, and no sample be lost.
const { values: flags } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } })
const mostGrowthMb = 50

const chromium = await findChromium(thisMachine)
if (chromium.kind === 'missing') throw new Error(chromium.sentence)
process.env['PHONEME_STUDIO_CHROMIUM'] = chromium.executable

const root = await mkdtemp(join(tmpdir(), 'phoneme-soak-'))
try {
  const sitting = await recordForLong(root, Number(flags.minutes))
  const { windowResidentMb, studioResidentMb } = sitting.growthMb
  const withinBounds = windowResidentMb + studioResidentMb < mostGrowthMb && sitting.droppedFrames === 0
  if (!withinBounds) process.exitCode = 1
  process.stdout.write(`${JSON.stringify({ bench: 'soak', mostGrowthMb, withinBounds, ...sitting }, null, 2)}\n`)
} finally {
  await rm(root, { recursive: true, force: true })
}
