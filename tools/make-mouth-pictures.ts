import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applyEdits, modify } from 'jsonc-parser'
import { describeMouth } from './mouth-pictures/describe-mouth.ts'
import { drawMouth } from './mouth-pictures/draw-mouth.ts'
import { sounds } from './mouth-pictures/sounds.ts'

// Draws how the mouth is set for each phoneme into resources/inventories/english.json. Run it after changing a drawing,
// and raise the inventory's version: node tools/bootstrap/run.mjs tools/make-mouth-pictures.ts
const file = fileURLToPath(new URL('../resources/inventories/english.json', import.meta.url))
const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' }

let text = readFileSync(file, 'utf8')
const { phonemes } = JSON.parse(text) as { phonemes: { ipaSymbol: string }[] }
for (const [index, { ipaSymbol }] of phonemes.entries()) {
  const sound = sounds.get(ipaSymbol)
  if (!sound) throw new Error(`Nobody has said how the mouth is set for /${ipaSymbol}/.`)
  const picture = { svg: drawMouth(sound), alt: describeMouth(ipaSymbol, sound) }
  const getInsertionIndex = (fields: string[]) => fields.indexOf('prompts')
  text = applyEdits(
    text,
    modify(text, ['phonemes', index, 'mouthPicture'], picture, { formattingOptions, getInsertionIndex }),
  )
}
writeFileSync(file, text)
