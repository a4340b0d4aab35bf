import { inspectStudio } from '#studio/inspect-studio.ts'
import { command, type StudioClient } from '../command.ts'
import { table } from '../table.ts'

type CatalogStatus = Awaited<ReturnType<StudioClient['catalog']['status']>>

export const catalogStatus = command({
  name: 'catalog status',
  usage: '[--schema]',
  summary: 'Lists the migrations and checks the catalog: integrity, foreign keys, schema.',
  details: ['--schema   prints tables, columns, keys and indexes too'],
  options: { schema: { type: 'boolean' } },
  async run({ values: { schema: wanted = false } }, { studio, folder }) {
    // Opening a studio would bring the catalog up to date: whoever asks how it stands wants to see it as it is.
    const { schema, ...status } = inspectStudio(folder) ?? (await (await studio()).catalog.status())
    const shapes = wanted ? schema.flatMap(shapeLines) : []
    return {
      document: wanted ? { ...status, schema } : status,
      lines: [...status.migrations.map(migrationLine), ...checkLines(status), ...shapes],
      failure: status.healthy ? undefined : failureOf(status),
    }
  },
})

function migrationLine({ number, name, applied }: CatalogStatus['migrations'][number]): string {
  return `[${applied ? 'X' : ' '}] ${String(number).padStart(3, '0')} ${name}`
}

function checkLines({
  integrity,
  foreignKeys,
  drift,
}: Pick<CatalogStatus, 'integrity' | 'foreignKeys' | 'drift'>): string[] {
  const checks = { integrity, 'foreign keys': foreignKeys, schema: drift }
  return Object.entries(checks).flatMap(([name, faults]) =>
    faults.length === 0 ? [`${name}: sound`] : faults.map((fault) => `${name}: ${fault}`),
  )
}

function failureOf(status: Omit<CatalogStatus, 'schema'>): string {
  const faults = status.integrity.length + status.foreignKeys.length + status.drift.length
  if (faults > 0) return `The catalog has ${faults === 1 ? 'a fault' : `${faults} faults`}.`
  return 'The catalog has migrations that are not applied yet.'
}

function shapeLines({ table: name, columns, foreignKeys, indexes }: CatalogStatus['schema'][number]): string[] {
  const cells = columns.map((column) => [
    `  ${column.name}`,
    column.type,
    column.notNull ? 'not null' : '',
    column.primaryKey ? 'primary key' : '',
  ])
  return [
    '',
    name,
    ...table(cells),
    ...foreignKeys.map((key) => `  foreign key ${key}`),
    ...indexes.map((index) => `  index ${index}`),
  ]
}
