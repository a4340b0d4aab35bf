import { copyFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { knownSound, matchRecording, wavFile } from '#test/e2e/support/known-sound.ts'
import { studioHands } from '#test/e2e/support/studio-hands.ts'
import { openWindow } from '#test/e2e/support/studio-window.ts'
import { beginTake } from '#test/support/begin-take.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { chunksOf, toneIn } from '#test/sounds.ts'
import { busyCores } from '#test/support/busy-cores.ts'
import { findChromium, thisMachine } from '../tools/test/find-chromium.ts'
import { keyLatency } from './support/key-latency.ts'
import { compare, figureOf } from './support/measure.ts'
import { recordForLong } from './support/record-for-long.ts'

const { values: flags } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, minutes: { type: 'string', default: '10' } },
})
const busySeconds = Number(flags.seconds)
const sampleRateHz = 44_100

const chromium = await findChromium(thisMachine)
if (chromium.kind === 'missing') throw new Error(chromium.sentence)
process.env['PHONEME_STUDIO_CHROMIUM'] = chromium.executable

const root = await mkdtemp(join(tmpdir(), 'phoneme-bench-'))
try {
  const shortTake = await stopToPlayable(1, 30)
  const longTake = await stopToPlayable(600, 5)
  const { keyToRecordingMs, stopToVerdictMs, keyToScreenMs } = await keyLatency(root, 20)
  const lost = await samplesLost()
  const memory = await recordForLong(root, Number(flags.minutes))
  const bareScreen = { what: 'a key that only changes a word on the page', values: keyToScreenMs }
  const keyToRecording = compare('ms', keyToRecordingMs, bareScreen)
  const stopToVerdict = compare('ms', stopToVerdictMs, bareScreen)
  if (lost.samplesLost !== 0) process.exitCode = 1
  process.stdout.write(
    `${JSON.stringify({ bench: 'record', lost, stopToPlayable: { shortTake, longTake }, keyToRecording, stopToVerdict, memory }, null, 2)}\n`,
  )
} finally {
  await rm(root, { recursive: true, force: true })
}

/**
 * From the last chunk's acknowledgement to the first bytes of the finished take over HTTP, with its waveform; beside a plain
 * copy of the same file with an fsync.
 */
async function stopToPlayable(takeSeconds: number, runs: number) {
  const folder = join(root, `take-${takeSeconds}`)
  const studio = await startStudio(folder)
  const { client, leave } = joinStudio(studio.address)
  const { host, hash, origin } = new URL(studio.address)
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hash.replace('#token=', '')}`, origin, host },
  })
  const cookie = (session.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  const milliseconds: number[] = []
  const copies: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const take = await recordQuickly(client, takeSeconds)
    const start = performance.now()
    const view = await client.recording.finish({ takeId: take, droppedFrames: 0 })
    const response = await fetch(`${origin}${view.url}`, { headers: { cookie, range: 'bytes=0-65535' } })
    if (response.status !== 206) throw new Error(`the take was not served: ${response.status}`)
    await response.arrayBuffer()
    milliseconds.push(performance.now() - start)
    copies.push(await copyMilliseconds(join(folder, view.take.path)))
  }
  leave()
  await studio.stop()
  return {
    takeSeconds,
    ...compare('ms', milliseconds, { what: 'a plain copy of the file, with fsync', values: copies }),
  }
}

async function recordQuickly(client: StudioClient, seconds: number): Promise<string> {
  const take = await beginTake(client, 'iː')
  const second = toneIn(0.1, 0.8, 48_000)
  for (let at = 0; at < seconds; at += 1) for (const chunk of chunksOf(second, 12_000)) await take.append(chunk)
  return take.takeId
}

async function copyMilliseconds(file: string): Promise<number> {
  const target = `${file}.copy`
  const start = performance.now()
  await copyFile(file, target)
  const handle = await open(target, 'r+')
  await handle.sync()
  await handle.close()
  const took = performance.now() - start
  await rm(target)
  return took
}

/** A minute at the screen while every core is busy, judged on the file against what the microphone played. */
async function samplesLost() {
  const folder = join(root, 'busy')
  const known = knownSound({ sampleRateHz, channelCount: 2, seconds: busySeconds + 30, headSeconds: 1, seed: 60 })
  const microphoneFile = join(root, 'microphone.wav')
  await writeFile(microphoneFile, wavFile(known))
  const { view, wallSeconds } = await recordWhileBusy(folder, microphoneFile)
  if (view === undefined) throw new Error('no take was made')
  const written = await decodeAudio(await readFile(join(folder, view.take.path)))
  const matches = written.channels.map((channel) => matchRecording(channel, known.channels[0] ?? new Int16Array()))
  return {
    busySeconds,
    wallSeconds: figureOf([wallSeconds]).median,
    framesRecorded: written.frameCount,
    sampleRateHz: written.sampleRateHz,
    /** null: somewhere in it samples are missing, doubled or changed. */
    worstStepsOf16Bits: matches.map((match) => match?.worstSteps ?? null),
    // A stretch that is whole must also be as long as the time that it was recorded for.
    samplesLost:
      matches.every((match) => match !== null && match.worstSteps <= 0.5) &&
      written.frameCount >= busySeconds * written.sampleRateHz
        ? 0
        : 'some',
    droppedFramesReported: view.take.measurements.droppedFrames,
  }
}

async function recordWhileBusy(folder: string, microphoneFile: string) {
  const studio = await startStudio(folder)
  const busy = busyCores()
  try {
    const { page, close } = await openWindow({ address: studio.address, microphoneFile })
    try {
      const hands = studioHands(page)
      await hands.choosePhoneme('i:', /iː/)
      await hands.addSpeaker('Anna', { consent: true })
      await hands.openMicrophone()
      const start = performance.now()
      await hands.recordTake(() => hands.recordedSeconds(busySeconds))
      const wallSeconds = (performance.now() - start) / 1000
      const { client, leave } = joinStudio(studio.address)
      const [view] = await client.takes.list({})
      leave()
      return { view, wallSeconds }
    } finally {
      await close()
    }
  } finally {
    await busy.release()
    await studio.stop()
  }
}
