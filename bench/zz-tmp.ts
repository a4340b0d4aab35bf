import Sqlite from 'better-sqlite3'
import { v7 } from 'uuid'
import { createPlaysTable } from '#studio/catalog/plays.ts'
import { sideBySide, figureOf } from './support/measure.ts'
const db = new Sqlite('/tmp/upkeep/c4.sqlite'); db.pragma('journal_mode=WAL'); db.pragma(`synchronous=${process.argv[2] ?? 'OFF'}`)
if (process.argv[3]) db.exec(process.argv[3])
const plays = createPlaysTable(db)
const ids = db.prepare('SELECT id FROM audio_sources').pluck().all() as string[]
const bareDb = new Sqlite('/tmp/upkeep/c5.sqlite'); bareDb.pragma('journal_mode=WAL'); bareDb.pragma(`synchronous=${process.argv[2] ?? 'OFF'}`)
const bare = bareDb.prepare("INSERT INTO plays (id, audio_source, device_id, played_at) VALUES (?, 'bare', 'bare', '2026-11-02T10:00:00.000Z')")
const t = db.transaction((id: string) => plays.count({ id: v7(), sourceId: id, deviceId: 'd', at: new Date().toISOString() }))
const f = await sideBySide(3000, (r) => t.immediate(ids[(r * 7919) % ids.length]!), () => bare.run(v7()))
console.log(process.argv.slice(2), figureOf(f.own), figureOf(f.floor))
