import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import type { TextRequest } from '#shared/node/engines/engine.ts'
import { createOwnProgramEngine } from '#shared/node/engines/own-program.ts'
import { toneIn } from '#test/sounds.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const deadlineMs = 20_000

/** A synthesiser as people have them: a script that is started for each word. */
function programOf(script: string, folder = temporaryFolder()) {
  const tone = join(folder, 'tone.wav')
  const file = join(folder, 'speak.mjs')
  writeFileSync(tone, encodeWav24([toneIn(0.05, 0.2, 22_050)], 22_050))
  writeFileSync(
    file,
    `import { copyFileSync, writeFileSync } from 'node:fs'\nconst [text, phoneme, out] = process.argv.slice(2)\nconst speak = () => copyFileSync(${JSON.stringify(tone)}, out)\n${script}\n`,
  )
  const command = [process.execPath, file, '{text}', '{phoneme}', '{out}']
  const engine = createOwnProgramEngine({ program: () => ({ name: 'piper', command, language: 'en-US' }) })
  return { engine, folder }
}

const request = (text: string): TextRequest => ({
  kind: 'text',
  voiceId: 'own:piper',
  text,
  ipaSymbol: 'iː',
  ratePercent: -30,
  pitchPercent: 0,
})

it('a program of one’s own is given the word, the phoneme and the file to write, each as one argument', async () => {
  const { engine, folder } = programOf(
    `writeFileSync(new URL('asked.json', import.meta.url), JSON.stringify([text, phoneme])); speak()`,
  )
  const text = 'sheep; rm -rf "$HOME" & echo `id` {out}'
  const speech = await engine.speak(request(text), { deadlineMs })
  expect(speech.samples.length).toBeGreaterThan(4000)
  expect(speech.sampleRateHz).toBe(22_050)
  const [said, phoneme] = JSON.parse(readFileSync(join(folder, 'asked.json'), 'utf8')) as [string, string]
  expect(said).toBe(text)
  expect(phoneme).toBe('iː')
})

it('while none is configured there is no voice, and asking is refused', async () => {
  const engine = createOwnProgramEngine({ program: () => null })
  expect(await engine.listVoices()).toEqual([])
  await expect(engine.speak(request('sheep'), { deadlineMs })).rejects.toMatchObject({ code: 'UNKNOWN_VOICE' })
})

it('a program that hangs is ended at the deadline, with all that it started, and the next request works', async () => {
  const { engine, folder } = programOf(`
    import { spawn } from 'node:child_process'
    if (text === 'hang') {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
      writeFileSync(new URL('pid', import.meta.url), String(child.pid))
      setInterval(() => {}, 1000)
    } else speak()`)
  await expect(engine.speak(request('hang'), { deadlineMs: 700 })).rejects.toMatchObject({ code: 'DEADLINE' })
  expect(isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false)
  expect((await engine.speak(request('sheep'), { deadlineMs })).engine).toBe('piper')
})

it('a program that fails, writes nothing or writes no audio is told so, with its own last words', async () => {
  const { engine } = programOf(`
    if (text === 'fail') { console.error('no such model'); process.exitCode = 3 }
    if (text === 'garbage') writeFileSync(out, 'not a sound')`)
  const reasonOf = (text: string) =>
    engine.speak(request(text), { deadlineMs }).then(
      () => 'spoke',
      (error: { data: { reason: string } }) => error.data.reason,
    )
  expect(await reasonOf('fail')).toBe('it ended with code 3: no such model')
  expect(await reasonOf('nothing')).toBe('it ended without writing the file')
  expect(await reasonOf('garbage')).toContain('no audio that can be read')
})

it('a program that is not there is told by its name', async () => {
  const command = [join(temporaryFolder(), 'piper'), '{text}', '{out}']
  const engine = createOwnProgramEngine({ program: () => ({ name: 'piper', command, language: 'en-US' }) })
  await expect(engine.speak(request('sheep'), { deadlineMs })).rejects.toMatchObject({
    code: 'ENGINE_FAILED',
    data: { reason: expect.stringContaining('ENOENT') as string },
  })
})

it('who cancels is answered at once, also while waiting for another to end; closing cancels all', async () => {
  const { engine, folder } = programOf(`
    writeFileSync(new URL('started', import.meta.url), '')
    setInterval(() => {}, 1000)`)
  const controller = new AbortController()
  const first = engine.speak(request('one'), { deadlineMs })
  const second = engine.speak(request('two'), { deadlineMs, signal: controller.signal })
  const outcomes = Promise.allSettled([first, second])
  await expect.poll(() => existsSync(join(folder, 'started')), { timeout: 10_000 }).toBe(true)
  controller.abort()
  await expect(second).rejects.toMatchObject({ code: 'CANCELLED', data: { by: 'caller' } })
  await engine.close()
  await expect(first).rejects.toMatchObject({ code: 'CANCELLED', data: { by: 'close' } })
  await outcomes
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A child whose parent is gone may wait as a zombie to be collected: that is no life.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
