import { z } from 'zod'
import { Id, Time } from '../../shared/contract/schemas.ts'
import { BundleDocumentSchema, HybridText } from '../../shared/node/bundle/bundle-document.ts'

/** The JSON Schema (draft 2020-12) of a bundle's `data/catalog.json`, as docs/formats publishes it. */
export function catalogSchemaText(): string {
  // Named once, so that a person can read the file.
  const named = z.registry<{ id: string; description: string }>()
  named.add(Id, { id: 'id', description: 'A UUID; opaque, and the same in every studio.' })
  named.add(Time, { id: 'time', description: 'ISO 8601, UTC, with milliseconds.' })
  named.add(HybridText, {
    id: 'hybridTime',
    description: 'Milliseconds since 1970 in 15 digits, a counter in 6 hexadecimal digits, the device that wrote.',
  })
  const { $schema, ...schema } = z.toJSONSchema(BundleDocumentSchema, { io: 'input', metadata: named })
  const head = {
    $schema,
    title: 'Phoneme Studio: the catalog of a bundle, version 2',
    description: 'docs/formats/bundle.md says what each list is, and what the schema cannot say of references.',
  }
  return `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`
}
