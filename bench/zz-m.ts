import Sqlite from 'better-sqlite3'
import { pageStatements } from '#studio/catalog/source-page-statements.ts'
import { figureStatements } from '#studio/catalog/figures.ts'
const db = new Sqlite(process.argv[2] ?? '/tmp/upkeep/c6.sqlite')
const plan = (name: string, sql: string) => { const n = (sql.match(/\?/g) ?? []).length
 const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map((m) => m[1]!))]
 const given = names.length ? [Object.fromEntries(names.map((k) => [k, 1]))] : Array(n).fill(1)
 console.log(name, (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given) as {detail:string}[]).map(d=>d.detail).join('\n     ')) }
for (const [k, v] of Object.entries({ ...pageStatements, figures: figureStatements })) if (typeof v === 'string') plan(k, v); else for (const [n, sql] of Object.entries(v)) plan(`${k}.${n}`, sql as string)
