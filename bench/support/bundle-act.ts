import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { verifyBundle } from '#shared/node/bundle/verify-bundle.ts'
import { readDocument } from '#shared/node/bundle/upgrade-document.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { readInventory } from '#studio/services/read-inventory.ts'
import { openStudio } from '#studio/studio.ts'

const acts = {
  'read-hash-write': copyAll,
  'read-hash': hashOne,
  export: exportAll,
  verify: verifyOne,
  import: importOne,
}
export type BundleAct = keyof typeof acts

const [name, ...paths] = process.argv.slice(2) as [BundleAct, ...string[]]
const resident: number[] = []
const watching = setInterval(() => resident.push(process.memoryUsage().rss / 1_048_576), 50)
const done = await acts[name](paths[0] ?? '', paths[1] ?? '')
clearInterval(watching)
resident.push(process.memoryUsage().rss / 1_048_576)
const atShare = (share: number) => Math.round(resident[Math.floor((resident.length - 1) * share)] ?? 0)
const megabytesOnTheWay = [0.25, 0.5, 0.75, 1].map(atShare)
process.stdout.write(
  `\n${JSON.stringify({ ...done, peakMegabytes: Math.round(Math.max(...resident)), megabytesOnTheWay })}\n`,
)
process.exit()

async function timed<T>(act: () => Promise<T>): Promise<{ milliseconds: number; result: T }> {
  const begun = performance.now()
  const result = await act()
  return { milliseconds: performance.now() - begun, result }
}

/** The floor: each file read, summed up, and written behind the one before. */
async function copyAll(folder: string, target: string) {
  const files = await readdir(join(folder, 'phonemes', 'audio'), { recursive: true, withFileTypes: true })
  const { milliseconds } = await timed(async () => {
    const out = await open(target, 'w')
    for (const entry of files) {
      if (!entry.isFile()) continue
      const bytes = await readFile(join(entry.parentPath, entry.name))
      createHash('sha256').update(bytes).digest('hex')
      await out.write(bytes)
    }
    await out.sync()
    await out.close()
  })
  return { milliseconds }
}

async function hashOne(file: string) {
  const { milliseconds } = await timed(async () => {
    const hash = createHash('sha256')
    for await (const bytes of createReadStream(file, { highWaterMark: 1_048_576 })) hash.update(bytes as Buffer)
    hash.digest('hex')
  })
  return { milliseconds }
}

async function studioOn(folder: string) {
  const { workers, resourcesFolder } = studioParts()
  const studio = await openStudio({ folder, workers, resourcesFolder, network: { offline: true } })
  return { studio, client: createRouterClient(studio.router, { context: {} }) }
}

async function endOf<T>(stream: AsyncIterator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
  }
}

async function exportAll(folder: string) {
  const { studio, client } = await studioOn(folder)
  const { milliseconds, result } = await timed(async () => endOf(await client.bundles.export({})))
  await studio.close()
  return { milliseconds, path: join(folder, result.path) }
}

async function verifyOne(file: string) {
  const inventoryFile = join(studioParts().resourcesFolder, 'inventories', 'english.json')
  const inventory = readInventory(await readFile(inventoryFile, 'utf8'), inventoryFile)
  const { milliseconds, result } = await timed(() =>
    verifyBundle(file, { readDocument: (json) => readDocument(json, inventory) }),
  )
  if (!result.valid) throw new Error(result.faults[0]?.message ?? 'the bundle is not whole')
  return { milliseconds }
}

/** What is measured begins when the bundle has arrived: it is linked in, as sending it measures the door. */
async function importOne(file: string, folder: string) {
  const { studio, client } = await studioOn(folder)
  const { size: sizeBytes } = await stat(file)
  const { uploadId } = await client.bundles.beginUpload({ fileName: 'bench.zip', sizeBytes })
  const upload = join(folder, 'incoming', `${uploadId}.upload`)
  const { rm } = await import('node:fs/promises')
  await rm(upload)
  await link(file, upload)
  const { milliseconds } = await timed(async () => endOf(await client.bundles.import({ uploadId })))
  await studio.close()
  return { milliseconds }
}
