import { createBagWriter } from '#shared/node/bundle/bag-writer.ts'
import { sha256Of } from '#test/support/good-bundle.ts'
import { memoryTarget } from '#test/support/memory-target.ts'

// Run in a process of its own, since the time zone is the process's. Prints its zone's minutes, and the bag's hash.
const changedAt = '2026-11-02T20:00:01.000Z'
const target = memoryTarget()
const bag = createBagWriter(target, { changedAt })
await bag.addText({ path: 'a.txt', text: 'a' })
await bag.close({ softwareVersion: '1', newestChange: changedAt, language: 'en', consents: [] })
const offset = new Date(changedAt).getTimezoneOffset()
process.stdout.write(`${offset} ${sha256Of(target.bytes())}\n`)
