import Sqlite from 'better-sqlite3'
import { migrate } from '#studio/catalog/migrate.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'
const db = new Sqlite('/tmp/upkeep/c6.sqlite'); migrate(db, migrations, () => {})
