import type { Sitting } from '../sitting.ts'
import { mergeConsent } from './merge-consent.ts'
import type { RowRules } from './merge-row.ts'
import { laterOf } from './row-clocks.ts'

const updatedAt = laterOf

/** A take's sound never changes, nor who made it and how. */
export const takeRules: RowRules = { fields: ['trim', 'verdict'], special: { updatedAt } }
export const takeAudio = ['path', 'sha256', 'fileSizeBytes', 'sampleRateHz', 'channelCount', 'frameCount'] as const

/** A bundle without takes tells of none: that is no reason to forget one. */
const knownTake = (mine: string | null, theirs: string | null) =>
  mine === null || theirs === null ? (mine ?? theirs) : laterOf(mine, theirs)

export const sourceRules: RowRules = {
  fields: ['cachedUntil', 'rejectedAt', 'metadata'],
  special: { takeId: knownTake, updatedAt },
}
export const sourceAudio = ['path', 'sha256', 'fileSizeBytes'] as const
/** What a source counts under; never another for the same id. */
export const sourceMaking = ['phonemeId', 'sourceType', 'context', 'voiceId', 'language', 'speakerId'] as const

export const speakerRules: RowRules = {
  fields: ['displayName', 'gender', 'accent', 'firstLanguage', 'yearOfBirth'],
  special: { consent: mergeConsent, updatedAt },
}

export const sessionRules: RowRules = { fields: ['endedAt', 'soundCheck', 'noiseFloorDbfs'] }

/** The preferred source has rules of its own: preferred-choice.ts. */
export const phonemeRules: RowRules = {
  fields: [
    'categoryId',
    'aliases',
    'vietnameseApprox',
    'exemplars',
    'spokenText',
    'accents',
    'espeak',
    'mouthPicture',
    'position',
  ],
  keepUnclocked: true,
}

export type SittingWithChoices = Sitting & { choices: Record<string, string> }

/** A sitting with a field for each skip and each choice, as the clocks have them. */
export function spreadSitting({ prompts, choices, ...own }: SittingWithChoices): Record<string, unknown> {
  const skips = prompts.map(({ promptId, skipped }) => [`skipped/${promptId}`, skipped] as const)
  const chosen = Object.entries(choices).map(([key, takeId]) => [`chosen/${key}`, takeId] as const)
  return { ...own, ...Object.fromEntries([...skips, ...chosen]) }
}

/** For two spreads of one sitting: its prompts were asked once, a choice may be on either side alone. */
export function sittingRules(mine: Record<string, unknown>, theirs: Record<string, unknown>): RowRules {
  const moving = new Set(
    [...Object.keys(mine), ...Object.keys(theirs)].filter((field) => /^(skipped|chosen)\//.test(field)),
  )
  return { fields: ['title', 'mode', 'current', 'endedAt', ...[...moving].toSorted()], special: { updatedAt } }
}

/** Whether any of these fields is not the same on both sides. */
export function differIn<Row extends object>(mine: Row, theirs: Row, fields: readonly (keyof Row)[]): boolean {
  return fields.some((field) => mine[field] !== theirs[field])
}
