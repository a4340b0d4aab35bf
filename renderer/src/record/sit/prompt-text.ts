import { letterRuns } from '#shared/entities/exemplar.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { SittingPrompt } from '#shared/entities/sitting.ts'

export interface PromptParts {
  /** What is said, large. */
  said: { kind: 'ipa'; ipa: string } | { kind: 'word'; word: string; marked: string }
  /** The word that it is in. */
  asIn: { word: string; marked: string } | null
  /** Which phoneme it is for, where that is not what stands large. */
  phoneme: string | null
}

/** Reads `/iː/ as in sheep`, `/biː/ as in bee` and `sheep`; any other wording stands as it is. */
export function readPrompt(
  { text, context }: Pick<SittingPrompt, 'text' | 'context'>,
  phoneme: Pick<Phoneme, 'ipaSymbol' | 'exemplars'>,
): PromptParts {
  const [, ipa, word] = /^\/(.+)\/(?: as in (.+))?$/u.exec(text) ?? []
  if (ipa === undefined)
    return { said: { kind: 'word', ...markedWord(text, phoneme) }, asIn: null, phoneme: phoneme.ipaSymbol }
  return {
    said: { kind: 'ipa', ipa },
    asIn: word === undefined ? null : markedWord(word, phoneme),
    phoneme: context === 'isolated' ? null : phoneme.ipaSymbol,
  }
}

/** The word with its letters marked, where the phoneme has it as an exemplar. */
function markedWord(word: string, { exemplars }: Pick<Phoneme, 'exemplars'>): { word: string; marked: string } {
  const exemplar = exemplars.find(({ marked }) => plain(marked) === word)
  return { word, marked: exemplar?.marked ?? word }
}

function plain(marked: string): string {
  return letterRuns(marked)
    .map(({ text }) => text)
    .join('')
}
