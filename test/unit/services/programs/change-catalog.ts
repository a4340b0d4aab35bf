import Sqlite from 'better-sqlite3'

// Another process on the same catalog: does what it is told in SQL, and ends.
const [file, sql] = process.argv.slice(2)
if (file === undefined || sql === undefined) throw new Error('give a catalog and what to do with it')
const db = new Sqlite(file)
db.pragma('foreign_keys = ON')
db.exec(sql)
db.close()
