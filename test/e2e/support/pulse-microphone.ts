import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface PulseMicrophone {
  /** What Chromium needs to find it. */
  environment: Record<string, string>
  /** Plays a WAV file into the microphone; resolves when it has been played. */
  play(file: string): Promise<void>
  /** What a browser plays from now on goes past the microphone. */
  wearHeadphones(): void
  /** Takes the microphone away, and the sink that it hears: the server would go on with the sink's monitor. */
  unplug(): void
  close(): Promise<void>
}

export function pulseIsInstalled(): boolean {
  return spawnSync('pulseaudio', ['--version']).status === 0 && spawnSync('pactl', ['--version']).status === 0
}

/** A sound server of its own with one microphone at 48 kHz; what is played into its sink is what the microphone hears. */
export async function openPulseMicrophone(): Promise<PulseMicrophone> {
  const folder = mkdtempSync(join(tmpdir(), 'phoneme-pulse-'))
  const socket = join(folder, 'native')
  const environment = { PULSE_SERVER: `unix:${socket}`, XDG_RUNTIME_DIR: folder, PULSE_RUNTIME_PATH: folder }
  // Chromium opens the microphone at the server's own rate, whatever the microphone's is.
  const config = join(folder, 'daemon.conf')
  writeFileSync(
    config,
    'default-sample-rate = 48000\nalternate-sample-rate = 48000\ndefault-sample-format = float32le\n',
  )
  const env = { ...process.env, ...environment, HOME: folder, PULSE_CONFIG: config }
  const modules = [
    `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    'module-null-sink sink_name=speaker rate=48000 channels=1 format=float32le',
    // Chromium hides monitors of sinks; a remapped one it takes for a microphone.
    'module-remap-source source_name=microphone master=speaker.monitor channels=1 rate=48000 source_properties=device.description=Microphone',
  ]
  const server = spawn(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--disallow-exit',
      '--use-pid-file=no',
      '--realtime=no',
      ...modules.flatMap((each) => ['-L', each]),
    ],
    { env, stdio: 'ignore' },
  )
  const exited = once(server, 'exit')
  for (let tries = 0; spawnSync('pactl', ['info'], { env }).status !== 0; tries += 1) {
    if (server.exitCode !== null || tries > 200) throw new Error('PulseAudio did not start')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  spawnSync('pactl', ['set-default-source', 'microphone'], { env })
  return {
    environment,
    async play(file) {
      const player = spawn('paplay', ['--device=speaker', file], { env, stdio: 'ignore' })
      const [code] = (await once(player, 'exit')) as [number]
      if (code !== 0) throw new Error(`paplay ended with code ${code}`)
    },
    wearHeadphones() {
      for (const command of ['load-module module-null-sink sink_name=headphones', 'set-default-sink headphones'])
        if (spawnSync('pactl', command.split(' '), { env }).status !== 0) throw new Error(`pactl refused: ${command}`)
    },
    unplug() {
      for (const part of ['module-remap-source', 'module-null-sink'])
        if (spawnSync('pactl', ['unload-module', part], { env }).status !== 0) throw new Error(`${part} is still there`)
    },
    async close() {
      server.kill('SIGKILL')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
