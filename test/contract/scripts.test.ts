import { isDefinedError, safe } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { doors, studioIn } from './doors.ts'

const whole = {
  title: 'Consonants',
  phonemes: ['ʃ', 'iː'],
  contexts: ['isolated' as const],
  promptsEach: 1,
  takes: 3,
  order: 'inventory' as const,
}

describe.each(doors)('recording scripts through $door', ({ join: enter }) => {
  const open = async () => enter(await studioIn(temporaryFolder()))

  it('ask for every phoneme unless some are named, so many prompts of each', async () => {
    const client = await open()
    const named = await client.scripts.build({ ...whole, promptsEach: 2 })
    expect([named.title, named.lines.length, named.lines[0]?.takes]).toEqual(['Consonants', 4, 3])
    const { phonemes: _phonemes, ...all } = whole
    const contexts = ['isolated' as const, 'syllable' as const, 'word' as const]
    expect((await client.scripts.build({ ...all, contexts })).lines).toHaveLength(44 * 3)
  })

  it('ask first for what is missing most, over the whole catalog', async () => {
    const client = await open()
    const symbolOf = new Map((await client.phonemes.list({})).map(({ phoneme }) => [phoneme.id, phoneme.ipaSymbol]))
    const asked = async () => {
      const { lines } = await client.scripts.build({ ...whole, order: 'missing-most' })
      return lines.map(({ phonemeId }) => symbolOf.get(phonemeId)).join(' ')
    }
    expect(await asked()).toBe('iː ʃ')
    const { record } = await beginSitting(client)
    const { take } = await record(0)
    await client.takes.setVerdict({ takeId: take.id, verdict: 'kept' })
    expect(await asked()).toBe('ʃ iː')
  })

  it.each(['json', 'csv'] as const)('come back from their own %s file as they were', async (form) => {
    const client = await open()
    const script = await client.scripts.build(whole)
    const { fileName, text } = await client.scripts.write({ script, form })
    expect(fileName).toBe(`Consonants.${form}`)
    expect(await client.scripts.read({ file: new Blob([text]), fileName })).toEqual({ script, order: 'as-written' })
  })

  it('are told by line and field what is wrong with them, and how much more', async () => {
    const client = await open()
    const file = new Blob(['phoneme,context,prompt,takes\niː,word,eat,3\nxyz,word,,3\nʃ,song,,3\n'])
    const { error } = await safe(client.scripts.read({ file, fileName: 'mine.csv' }))
    expect(isDefinedError(error) && error.code === 'SCRIPT_WRONG' && error.data).toMatchObject({
      fileName: 'mine.csv',
      line: 3,
      field: 'phoneme',
      more: 1,
    })
  })

  it('are refused above 2 MB, and where the inventory has nothing of what is asked for', async () => {
    const client = await open()
    const file = new Blob([new Uint8Array(2 * 1024 * 1024 + 1)])
    const large = await safe(client.scripts.read({ file, fileName: 'large.csv' }))
    expect(isDefinedError(large.error) && large.error.code).toBe('SCRIPT_WRONG')
    expect(JSON.stringify(large.error)).toContain('at most 2')
    const nothing = await safe(client.scripts.build({ ...whole, phonemes: [] }))
    expect(isDefinedError(nothing.error) && nothing.error.code).toBe('WRONG_VALUE')
    const unknown = await safe(client.scripts.build({ ...whole, phonemes: ['xyz'] }))
    expect(isDefinedError(unknown.error) && unknown.error.code).toBe('PHONEME_UNKNOWN')
  })
})
