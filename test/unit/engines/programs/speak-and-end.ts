import { createWorkerEngine } from '#shared/node/engines/worker-engine.ts'

const engine = createWorkerEngine({
  id: 'misbehaving',
  requestKinds: ['text'],
  workerUrl: new URL('../workers/misbehaving-worker.ts', import.meta.url),
})

function say(text: string) {
  return engine.speak({ kind: 'text', voiceId: 'one', text, ratePercent: 0, pitchPercent: 0 }, { deadlineMs: 10_000 })
}

await say('chat')
console.log('spoken')
switch (process.argv[2]) {
  case 'close':
    await engine.close()
    break
  case 'close while it speaks': {
    const ended = say('wait until cancelled').catch(() => undefined)
    await engine.close()
    await ended
    break
  }
  case 'leave after a crash':
    await say('exit').catch(() => say('hello'))
    break
  default:
}
