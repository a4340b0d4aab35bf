import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { createRouterClient } from '@orpc/server'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { studioIn } from '../doors.ts'
import { type Ended, runProcess } from './run-process.ts'

const main = '../../../electron/hosts/cli/main.ts'

let folder: string
let mine: string

beforeEach(() => {
  folder = join(temporaryFolder(), 'data')
  mine = temporaryFolder()
})

const studio = (...args: string[]): Promise<Ended> => runProcess(main, [...args, '--data', folder]).ended

describe('recording scripts on the command line', () => {
  test.each(['vowels.csv', 'vowels.json'])(
    '%s is written, counted, and not overwritten unasked',
    { timeout: 60_000 },
    async (name) => {
      const out = join(mine, name)
      const build = ['script', 'build', '--title', 'Vowels', '--phoneme', 'iː', '--phoneme', 'ʃ', '--takes', '2']
      expect(await studio(...build, '--context', 'word', '--out', out)).toMatchObject({ code: 0, stderr: '' })
      expect((await studio('script', 'check', out)).stdout).toBe('2 prompts, 4 takes\n')
      const again = await studio(...build, '--out', out)
      expect([again.code, again.stdout]).toEqual([1, ''])
      expect(again.stderr).toContain('--force')
      expect((await studio(...build, '--out', out, '--force')).code).toBe(0)
      expect((await studio('script', 'check', out)).stdout).toBe('6 prompts, 12 takes\n')
    },
  )

  test('without a file the script itself is printed, and can be checked as it is', async () => {
    const { stdout } = await studio('script', 'build', '--context', 'isolated', '--order', 'missing-most')
    const file = join(mine, 'printed.json')
    writeFileSync(file, stdout)
    const { code, stdout: counted } = await studio('script', 'check', file, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(counted)).toMatchObject({ title: 'Recording script', prompts: 44, takes: 132 })
  })

  test('what is wrong is told by file, line and field, as compilers tell it', async () => {
    const file = join(mine, 'wrong.csv')
    writeFileSync(file, 'phoneme,context,prompt,takes\niː,word,eat,3\niː,word,sheep,300\nxyz,word,,1\n')
    const { code, stdout, stderr } = await studio('script', 'check', file)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`^${file}:3: takes: .*1.*20.*\\(and 1 fault after it\\)\\n$`))
    const document = await studio('script', 'check', file, '--json')
    expect(JSON.parse(document.stdout)).toMatchObject({ error: { code: 'SCRIPT_WRONG' } })
  })

  test.each<[string, string[], RegExp]>([
    ['a context that there is not', ['script', 'build', '--context', 'song'], /isolated, syllable, word/],
    ['an order that there is not', ['script', 'build', '--order', 'loud'], /missing-most/],
    ['too many takes', ['script', 'build', '--takes', '21'], /from 1 to 20/],
    ['prompts that are no number', ['script', 'build', '--prompts', 'two'], /from 1 to 3/],
    ['no file', ['script', 'check'], /FILE/],
  ])('%s: exit code 2 and a sentence, and nothing is opened', async (_what, args, sentence) => {
    const { code, stderr } = await studio(...args)
    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
    expect(existsSync(folder)).toBe(false)
  })

  test('a script into no folder is refused before anything is opened', async () => {
    const { code, stderr } = await studio('script', 'build', '--out', join(mine, 'nowhere', 'x.csv'))
    expect([code, existsSync(folder)]).toEqual([1, false])
    expect(stderr).toMatch(/nowhere/)
  })
})

test('the sittings are listed with how far they have come', { timeout: 60_000 }, async () => {
  expect((await studio('sittings')).stdout).toBe('There are no sittings.\n')
  const running = await studioIn(folder)
  const client = createRouterClient(running.router, { context: {} })
  const { record, sittingId } = await beginSitting(client, { takes: 1 })
  await record(0)
  await client.sittings.setEnded({ sittingId, ended: true })
  await running.close()
  const { stdout } = await studio('sittings')
  expect(stdout).toMatch(new RegExp(`^${sittingId} +Anna +Vowels +1 of 2 +1 +\\S+ +ended$`, 'm'))
  expect(JSON.parse((await studio('sittings', '--open', '--json')).stdout)).toEqual([])
})
