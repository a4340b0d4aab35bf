import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installedElectron } from '../start/electron-runtime.ts'
import { postgresPrograms } from './postgres-programs.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A program from outside that tests measure the studio against. Missing ones are the only reason to skip a test. */
export type Peer = {
  name: string
  /** What only its presence can show. */
  proves: string
  /** Debian packages that bring it; none where it comes another way. */
  debian: string[]
  isHere: () => boolean
}

export const peers: Peer[] = [
  {
    name: 'PulseAudio',
    proves: 'recording from a true 48 kHz microphone',
    debian: ['pulseaudio', 'pulseaudio-utils'],
    isHere: () => onPath('pulseaudio') && onPath('pactl') && onPath('paplay'),
  },
  { name: 'sox', proves: 'our WAV files read the same elsewhere', debian: ['sox'], isHere: () => onPath('sox') },
  { name: 'ffmpeg', proves: 'our audio files decode elsewhere', debian: ['ffmpeg'], isHere: () => onPath('ffmpeg') },
  { name: 'unzip', proves: 'exported bundles open elsewhere', debian: ['unzip'], isHere: () => onPath('unzip') },
  {
    name: 'sha256sum',
    proves: 'checksums in bundles verify elsewhere',
    debian: ['coreutils'],
    isHere: () => onPath('sha256sum'),
  },
  {
    name: 'Praat',
    proves: "measurements agree with a phonetician's",
    debian: ['praat'],
    isHere: () => onPath('praat'),
  },
  {
    name: 'Django',
    proves: "the course's backend takes in our files",
    debian: ['python3-django', 'python3-psycopg2'],
    // Another python3 may come first on PATH, without it.
    isHere: () =>
      ['django', 'psycopg2'].every((name) => existsSync(`/usr/lib/python3/dist-packages/${name}/__init__.py`)),
  },
  {
    name: 'PostgreSQL',
    proves: 'the same on the database that servers use',
    debian: ['postgresql'],
    isHere: () => postgresPrograms() !== undefined && (process.platform !== 'linux' || onPath('setpriv')),
  },
  {
    name: 'Electron runtime',
    proves: 'the desktop window opens and records',
    debian: [],
    isHere: () => installedElectron(root) !== undefined,
  },
]

export const missingPeers = () => peers.filter((peer) => !peer.isHere())

/** For a test's condition: `test.skip(!peerIsHere('Praat'), without('Praat'))`. */
export function peerIsHere(name: string): boolean {
  const peer = peers.find((one) => one.name === name)
  if (!peer) throw new Error(`No peer is called "${name}"; tools/test/peers.ts lists them.`)
  return peer.isHere()
}

/** The reason that belongs to a skip; `npm test` fails on skips with any other. */
export const without = (name: string) => `no ${name}`

export function onPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => dir !== '' && isExecutable(join(dir, command)))
}

function isExecutable(file: string): boolean {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  return endings.some((ending) => {
    try {
      accessSync(file + ending, constants.X_OK)
      return true
    } catch {
      // Absent or not ours to run: either way it is not here.
      return false
    }
  })
}
