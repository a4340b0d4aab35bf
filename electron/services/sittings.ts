import type { SittingSummary } from '#shared/contract/sittings.ts'
import type { Script, ScriptLine } from '#shared/entities/script/script.ts'
import type { Sitting, SittingMode, SittingPrompt } from '#shared/entities/sitting.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { Speakers } from './speakers.ts'
import { StudioFault } from './studio-fault.ts'

export interface SittingAsked {
  /** Made by the window, so that asking again starts no second one. */
  sittingId: string
  speakerId: string
  script: Script
  mode: SittingMode
}

export interface Sittings {
  start(asked: SittingAsked): Sitting
  get(sittingId: string): Sitting
  /** Newest change first. */
  list(filter: { speakerId?: string | undefined; openOnly?: boolean | undefined }): SittingSummary[]
  setMode(sittingId: string, mode: SittingMode): Sitting
  goTo(sittingId: string, current: number): Sitting
  /** `reason: null` takes a skip back. */
  skip(sittingId: string, promptId: string, reason: string | null): Sitting
  setEnded(sittingId: string, ended: boolean): Sitting
}

interface Friends {
  catalog: Catalog
  speakers: Speakers
  clock: () => Date
}

export function createSittings({ catalog, speakers, clock }: Friends): Sittings {
  const now = () => clock().toISOString()

  function get(sittingId: string): Sitting {
    const sitting = catalog.sittings.get(sittingId)
    if (sitting === undefined) throw new StudioFault('SITTING_UNKNOWN', { sittingId })
    return sitting
  }

  function change(sittingId: string, act: () => void): Sitting {
    catalog.write(act)
    return get(sittingId)
  }

  function promptsOf(lines: readonly ScriptLine[]): SittingPrompt[] {
    const phonemes = new Set(catalog.phonemes.all().map(({ id }) => id))
    const prompts = new Map(catalog.prompts.all().map((prompt) => [prompt.id, prompt]))
    const asked = new Set<string>()
    return lines.map(({ promptId, phonemeId, context, takes }, at) => {
      const refuse = (reason: string) =>
        new StudioFault('WRONG_VALUE', { field: `script.lines.${at}.promptId`, reason })
      if (!phonemes.has(phonemeId)) throw new StudioFault('PHONEME_UNKNOWN', { query: phonemeId })
      const prompt = prompts.get(promptId)
      if (prompt?.phonemeId !== phonemeId || prompt.context !== context)
        throw refuse('this phoneme has no such prompt in this context')
      if (asked.has(promptId)) throw refuse('this prompt is asked for twice')
      asked.add(promptId)
      return { promptId, phonemeId, context, text: prompt.text, takesWanted: takes, skipped: null }
    })
  }

  return {
    get,
    start({ sittingId, speakerId, script, mode }) {
      const known = catalog.sittings.get(sittingId)
      if (known !== undefined) return known
      const at = now()
      const sitting: Sitting = {
        id: sittingId,
        speakerId: speakers.get(speakerId).id,
        title: script.title,
        mode,
        prompts: promptsOf(script.lines),
        current: 0,
        startedAt: at,
        endedAt: null,
        updatedAt: at,
      }
      catalog.write(() => catalog.sittings.insert(sitting))
      return sitting
    },
    list: (filter) => catalog.sittings.counted(filter),
    setMode(sittingId, mode) {
      const { id } = get(sittingId)
      return change(id, () => catalog.sittings.setMode(id, mode, now()))
    },
    goTo(sittingId, current) {
      const { id, prompts } = get(sittingId)
      if (current >= prompts.length)
        throw new StudioFault('WRONG_VALUE', { field: 'current', reason: `the sitting has ${prompts.length} prompts` })
      return change(id, () => catalog.sittings.setCurrent(id, current, now()))
    },
    skip(sittingId, promptId, reason) {
      const { id, prompts } = get(sittingId)
      if (!prompts.some((prompt) => prompt.promptId === promptId))
        throw new StudioFault('WRONG_VALUE', { field: 'promptId', reason: 'this sitting has no such prompt' })
      const at = now()
      return change(id, () => catalog.sittings.setSkipped(id, promptId, reason === null ? null : { reason, at }, at))
    },
    setEnded(sittingId, ended) {
      const { id, endedAt } = get(sittingId)
      const at = now()
      return change(id, () => catalog.sittings.setEnded(id, ended ? (endedAt ?? at) : null, at))
    },
  }
}
