import { findPhoneme, searchPhonemes } from '../../entities/find-phoneme.ts'
import type { Phoneme, Prompt, PromptContext } from '../../entities/phoneme.ts'
import type { ScriptLine } from '../../entities/script/script.ts'
import { scriptBounds } from '../../entities/script/script.ts'
import type { AskedLine, AskedScript, Tell } from './asked-script.ts'
import { isTakes, takesReason } from './bounds.ts'
import { findPrompt, promptsByPlace } from './find-prompt.ts'
import { quoted } from './quoted.ts'

export interface ScriptInventory {
  /** In inventory order, and so are the prompts. */
  phonemes: Phoneme[]
  prompts: Prompt[]
}

const contexts = ['isolated', 'syllable', 'word'] as const satisfies PromptContext[]

/** The prompts that a file's lines ask for, in their order; what is not to be found is told. */
export function lookUpLines(
  script: AskedScript,
  { phonemes, prompts }: ScriptInventory,
  { tell, lineOf }: { tell: Tell; lineOf: (offset: number) => number },
): ScriptLine[] {
  const placed = promptsByPlace(prompts)
  const lines: ScriptLine[] = []
  const askedBy = new Map<string, AskedLine>()

  for (const asked of script.lines) {
    const phoneme = phonemeOf(asked, phonemes, tell)
    const context = contextOf(asked, tell)
    const takes = takesOf(asked, script.takes, tell)
    const found = phoneme && context ? promptsOf(asked, placed(phoneme.id, context), phoneme, tell) : []
    for (const { id, phonemeId, text } of found) {
      const before = askedBy.get(id)
      if (before !== undefined) {
        tell(
          asked.at('prompt'),
          `asks for ${quoted(text)} again: line ${lineOf(before.at('prompt').offset)} does already`,
        )
        break
      }
      askedBy.set(id, asked)
      if (context) lines.push({ promptId: id, phonemeId, context, takes })
    }
    if (lines.length > scriptBounds.linesMost) {
      tell(
        asked.at('phoneme'),
        `is where there are more than ${scriptBounds.linesMost} prompts: make two scripts of it`,
      )
      break
    }
  }
  return lines
}

function phonemeOf(asked: AskedLine, phonemes: Phoneme[], tell: Tell): Phoneme | undefined {
  const { phoneme } = asked
  // As long as a call may have it; anything longer is no name, and would take long to look up.
  const found = phoneme.length > 64 ? undefined : findPhoneme(phonemes, phoneme)
  if (found) return found
  if (phoneme.trim() === '') {
    tell(asked.at('phoneme'), 'is empty: write a symbol, such as iː')
    return undefined
  }
  const [nearest] = phoneme.length > 64 ? [] : searchPhonemes(phonemes, phoneme)
  const advice = nearest ? `did you mean ${nearest.ipaSymbol}?` : 'write its symbol, an alias or its id'
  tell(asked.at('phoneme'), `is ${quoted(phoneme)}, which is no phoneme of the inventory: ${advice}`)
  return undefined
}

function contextOf(asked: AskedLine, tell: Tell): PromptContext | undefined {
  const found = contexts.find((context) => context === asked.context)
  if (found) return found
  tell(asked.at('context'), `is ${quoted(asked.context)}: write isolated, syllable or word`)
  return undefined
}

function takesOf(asked: AskedLine, ofFile: number, tell: Tell): number {
  const { takes } = asked
  if (takes === null) return ofFile
  if (typeof takes === 'number' && isTakes(takes)) return takes
  tell(asked.at('takes'), `is ${quoted(String(takes))}, which ${takesReason}`)
  return ofFile
}

function promptsOf(asked: AskedLine, siblings: Prompt[], { ipaSymbol }: Phoneme, tell: Tell): Prompt[] {
  const { prompt, context } = asked
  const place = `/${ipaSymbol}/ in the context ${context}`
  if (siblings.length === 0) {
    tell(asked.at('context'), `is ${context}, and the inventory has no prompt for ${place}`)
    return []
  }
  if (prompt === null) return siblings
  const found = findPrompt(siblings, prompt)
  if (found) return [found]
  const known = siblings.slice(0, 5).map(({ text }, at) => `${at + 1} ${quoted(text)}`)
  const some = siblings.length > known.length ? 'among them are' : 'there are'
  tell(asked.at('prompt'), `is ${quoted(String(prompt))}, which is no prompt for ${place}: ${some} ${known.join(', ')}`)
  return []
}
