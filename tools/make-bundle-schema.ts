import { writeFileSync } from 'node:fs'
import { catalogSchemaText } from './bundle-schema/catalog-schema.ts'

/** Writes docs/formats/bundle-catalog.schema.json anew; a test tells when that is due. */
writeFileSync(new URL('../docs/formats/bundle-catalog.schema.json', import.meta.url), catalogSchemaText())
