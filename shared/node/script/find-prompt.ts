import type { Prompt, PromptContext } from '../../entities/phoneme.ts'

/** All prompts of a phoneme in a context, in inventory order. */
export function promptsByPlace(prompts: readonly Prompt[]): (phonemeId: string, context: PromptContext) => Prompt[] {
  const places = Map.groupBy(prompts, ({ phonemeId, context }) => `${phonemeId} ${context}`)
  return (phonemeId, context) => places.get(`${phonemeId} ${context}`) ?? []
}

/** The one of `siblings` that is meant by a number from 1, an id or a text; a number wins over a text of digits. */
export function findPrompt(siblings: readonly Prompt[], name: string | number): Prompt | undefined {
  if (typeof name === 'number') return siblings[name - 1]
  const text = plain(name)
  return (
    siblings.find(({ id }) => id === text.toLowerCase()) ??
    siblings.find((prompt) => prompt.text === name) ??
    siblings.find((prompt) => plain(prompt.text) === text)
  )
}

/** How a prompt is named so that findPrompt finds it again: by its text where that says it, else by its id. */
export function promptName(prompt: Prompt, siblings: readonly Prompt[]): string {
  const saysIt = prompt.text.trim() !== '' && !isNumber(prompt.text)
  return saysIt && findPrompt(siblings, prompt.text) === prompt ? prompt.text : prompt.id
}

/** Whether a text of a table is a number: there nothing else tells one from the other. */
export function isNumber(text: string): boolean {
  return /^\s*\d+\s*$/u.test(text)
}

function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
}
