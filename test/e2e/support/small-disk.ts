import { spawnSync } from 'node:child_process'

const mount = (sizeBytes: number) => `mount -t tmpfs -o size=${sizeBytes} tmpfs "$0" && exec "$@"`
const unshare = ['unshare', '--map-root-user', '--mount', 'sh', '-c']

/**
 * What a program is started through, so that the folder is a disk of that size for it: a file system of its own where the
 * system lets everybody mount one, else a limit on how large its files may grow.
 */
export function onSmallDisk(folder: string, sizeBytes: number): string[] {
  const mayMount = spawnSync('unshare', [...unshare.slice(1), mount(sizeBytes), folder, 'true']).status === 0
  if (mayMount) return [...unshare, mount(sizeBytes), folder]
  return ['sh', '-c', `ulimit -f ${Math.floor(sizeBytes / 512)} && exec "$@"`, 'sh']
}
