import type { OwnProgram, SpeechSettings } from '#shared/contract/voices.ts'
import { limitText, readNumber } from '../limits/limits-draft.ts'

/** What the studio accepts (shared/contract/voices.ts), told beside a field before it is asked. */
export const numberBounds = {
  ratePercent: { least: -90, most: 200 },
  pitchPercent: { least: -90, most: 200 },
  volumePercent: { least: -90, most: 200 },
  cacheDays: { least: 1, most: 3650 },
  'program.deadlineSeconds': { least: 1, most: 600 },
} as const
export type NumberField = keyof typeof numberBounds

export type VoicesField =
  | NumberField
  | 'defaultVoiceId'
  | 'defaultVoiceElsewhere'
  /** `on` or `off`. */
  | 'offline'
  | 'program'
  | 'program.name'
  /** One argument a line. */
  | 'program.command'
  | 'program.language'
  /** Of one voice; empty: as long as every other. */
  | `days.${string}`

/** What was typed or chosen, by VoicesField; the other fields are as they stand. */
export type VoicesDraft = Readonly<Record<string, string>>

export type VoicesFault =
  | { code: 'NOT_A_NUMBER' | 'NOT_WHOLE' | 'NO_NAME' | 'NO_COMMAND' | 'NO_TEXT' | 'NO_OUT' }
  | { code: 'OUTSIDE'; least: number; most: number }
  | { code: 'TOO_LONG'; most: number }
  | { code: 'TOO_MANY'; most: number }

const bounds = { name: 40, argument: 500, arguments: 40 }
/** A program that nobody has described yet. */
const freshProgram = { name: '', command: '', language: 'en-US', deadlineSeconds: '30' }

export const daysPrefix = 'days.'

export function standingText(settings: SpeechSettings, field: VoicesField): string {
  const program = settings.ownProgram
  switch (field) {
    case 'defaultVoiceId':
    case 'defaultVoiceElsewhere':
      return settings[field]
    case 'offline':
      return settings.offline ? 'on' : 'off'
    case 'program':
      return program === null ? 'off' : 'on'
    case 'program.name':
      return program?.name ?? freshProgram.name
    case 'program.command':
      return program?.command.join('\n') ?? freshProgram.command
    case 'program.language':
      return program?.language ?? freshProgram.language
    case 'program.deadlineSeconds':
      return program === null ? freshProgram.deadlineSeconds : String(program.deadlineSeconds)
    case 'ratePercent':
    case 'pitchPercent':
    case 'volumePercent':
    case 'cacheDays':
      return limitText(settings[field])
    default:
      return daysText(settings, field.slice(daysPrefix.length))
  }
}

function daysText({ cacheDaysOfVoice }: SpeechSettings, voiceId: string): string {
  const days = cacheDaysOfVoice[voiceId]
  return days === undefined ? '' : String(days)
}

export function voicesText(standing: SpeechSettings, draft: VoicesDraft, field: VoicesField): string {
  return draft[field] ?? standingText(standing, field)
}

/** The voices that have days of their own, or are being given them. */
export function voicesWithDays({ cacheDaysOfVoice }: SpeechSettings, draft: VoicesDraft): string[] {
  const typed = Object.keys(draft)
    .filter((field) => field.startsWith(daysPrefix))
    .map((field) => field.slice(daysPrefix.length))
  return [...new Set([...Object.keys(cacheDaysOfVoice), ...typed])]
}

export interface ReadVoices {
  settings: SpeechSettings
  faults: VoicesDraftFaults
}
export type VoicesDraftFaults = Partial<Record<VoicesField, VoicesFault>>

/** The settings with what was typed, and what is wrong with it; a field at fault stays as it stood. */
export function readVoices(standing: SpeechSettings, draft: VoicesDraft): ReadVoices {
  const faults: VoicesDraftFaults = {}
  const text = (field: VoicesField) => voicesText(standing, draft, field)
  const number = (field: NumberField | `days.${string}`, { least, most }: { least: number; most: number }) => {
    const value = readNumber(text(field))
    const fault = numberFault(value, least, most)
    if (fault) faults[field] = fault
    return fault || value === null ? least : value
  }
  const days = voicesWithDays(standing, draft)
    .filter((voiceId) => text(`days.${voiceId}`).trim() !== '')
    .map((voiceId) => [voiceId, number(`days.${voiceId}`, numberBounds.cacheDays)] as const)
  const program = (): OwnProgram => ({
    ...readProgram(text('program.name'), text('program.command'), faults),
    language: text('program.language'),
    deadlineSeconds: number('program.deadlineSeconds', numberBounds['program.deadlineSeconds']),
  })
  const settings: SpeechSettings = {
    defaultVoiceId: text('defaultVoiceId'),
    defaultVoiceElsewhere: text('defaultVoiceElsewhere'),
    ratePercent: number('ratePercent', numberBounds.ratePercent),
    pitchPercent: number('pitchPercent', numberBounds.pitchPercent),
    volumePercent: number('volumePercent', numberBounds.volumePercent),
    cacheDays: number('cacheDays', numberBounds.cacheDays),
    cacheDaysOfVoice: Object.fromEntries(days),
    offline: text('offline') === 'on',
    ownProgram: text('program') === 'on' ? program() : null,
  }
  return { settings, faults }
}

function numberFault(value: number | null, least: number, most: number): VoicesFault | null {
  if (value === null) return { code: 'NOT_A_NUMBER' }
  if (value < least || value > most) return { code: 'OUTSIDE', least, most }
  return Number.isInteger(value) ? null : { code: 'NOT_WHOLE' }
}

function readProgram(nameText: string, commandText: string, faults: VoicesDraftFaults) {
  const name = nameText.trim()
  // Spaces are part of an argument; only what ends a line does not belong to it.
  const command = commandText.split(/\r?\n/).filter((argument) => argument.trim() !== '')
  if (name === '') faults['program.name'] = { code: 'NO_NAME' }
  if (name.length > bounds.name) faults['program.name'] = { code: 'TOO_LONG', most: bounds.name }
  const fault = commandFault(command)
  if (fault) faults['program.command'] = fault
  return { name, command }
}

function commandFault(command: readonly string[]): VoicesFault | null {
  if (command.length === 0) return { code: 'NO_COMMAND' }
  if (command.length > bounds.arguments) return { code: 'TOO_MANY', most: bounds.arguments }
  if (command.some((argument) => argument.length > bounds.argument)) return { code: 'TOO_LONG', most: bounds.argument }
  const all = command.join('\n')
  if (!all.includes('{out}')) return { code: 'NO_OUT' }
  return all.includes('{text}') || all.includes('{phoneme}') ? null : { code: 'NO_TEXT' }
}

/** What was typed and says something else than what stands. */
export function changedVoices(standing: SpeechSettings, draft: VoicesDraft): VoicesDraft {
  const isOff = (draft['program'] ?? standingText(standing, 'program')) === 'off'
  return Object.fromEntries(
    Object.entries(draft).filter(
      ([field, text]) =>
        text.trim() !== standingText(standing, field as VoicesField).trim() && !(isOff && field.startsWith('program.')),
    ),
  )
}
