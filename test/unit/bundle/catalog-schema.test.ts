import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { documentText } from '#shared/node/bundle/document-text.ts'
import { aBundleDocument } from '#test/support/bundle-document.ts'
import { catalogSchemaText } from '../../../tools/bundle-schema/catalog-schema.ts'

const published = readFileSync(new URL('../../../docs/formats/bundle-catalog.schema.json', import.meta.url), 'utf8')

test('the published schema is that of the documents that are written (else run tools/make-bundle-schema.ts)', () => {
  expect(published).toBe(catalogSchemaText())
})

test('another validator takes a document by the published schema, and refuses a spoilt one', () => {
  // Its patterns say what its formats mean.
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(published) as object)
  const document = aBundleDocument(undefined, { withTakes: true })
  validate(JSON.parse([...documentText(document)].join('')))
  expect(validate.errors).toBeNull()
  const [source, ...others] = document.sources
  const spoilt = { ...document, sources: [{ ...source, path: '../escape.wav' }, ...others] }
  expect(validate(JSON.parse(JSON.stringify(spoilt)))).toBe(false)
})
