import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { postgresPrograms } from '../../tools/test/postgres-programs.ts'

/** A cluster of its own that goes when the test ends; nothing of it outlives a power cut. */
export interface ThrowAwayPostgres {
  host: '127.0.0.1'
  port: number
  user: 'postgres'
  database: 'postgres'
  stop(): Promise<void>
}

export async function startPostgres(): Promise<ThrowAwayPostgres> {
  const programs = postgresPrograms()
  if (programs === undefined) throw new Error('PostgreSQL is not here: look at tools/test/peers.ts')
  const folder = mkdtempSync(join(tmpdir(), 'phoneme-studio-postgres-'))
  try {
    if (asRoot()) demand(spawnSync('chown', ['postgres', folder]))
    const data = join(folder, 'data')
    const [initdb, ...toMake] = asPostgres(join(programs, 'initdb'))
    const settings = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
    demand(spawnSync(initdb, [...toMake, ...settings], { cwd: folder }))
    const port = await freePort()
    const stop = await serve(join(programs, 'postgres'), data, port)
    return {
      host: '127.0.0.1',
      port,
      user: 'postgres',
      database: 'postgres',
      async stop() {
        await stop()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** Resolves once it takes connections; a fault of its start is what it said last. */
async function serve(program: string, data: string, port: number): Promise<() => Promise<void>> {
  const [command, ...before] = asPostgres(program)
  const options = ['fsync=off', 'full_page_writes=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
  const server = spawn(
    command,
    [...before, '-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])],
    { cwd: data, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => void server.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    createInterface(server.stderr).on('line', (line) => {
      said = line
      if (line.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    void ended.then(() => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
  return () => {
    // At once and without a checkpoint: the data go anyway.
    server.kill('SIGQUIT')
    return ended
  }
}

/** The server refuses to run as root; and it must not outlive a test that is killed. */
function asPostgres(program: string): [string, ...string[]] {
  const user = asRoot() ? ['--reuid=postgres', '--regid=postgres', '--clear-groups'] : []
  return process.platform === 'linux' ? ['setpriv', ...user, '--pdeathsig=QUIT', program] : [program]
}

function asRoot(): boolean {
  return process.getuid?.() === 0
}

function demand({ error, status, stderr }: ReturnType<typeof spawnSync>): void {
  if (error) throw error
  if (status !== 0) throw new Error(`ended with ${status}: ${stderr.toString()}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
