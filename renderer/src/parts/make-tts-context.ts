import { createContext, useContext } from 'react'

export const fillChoices = ['missing', 'expired', 'all'] as const
export type FillChoice = (typeof fillChoices)[number]

/** What TTS is to be made for. */
export type TtsTarget =
  | { kind: 'every phoneme'; which?: FillChoice }
  | { kind: 'phonemes'; phonemeIds: readonly string[]; which?: FillChoice }

const MakeTtsContext = createContext<(target: TtsTarget) => void>(() => undefined)

export const MakeTtsProvider = MakeTtsContext.Provider

/** Opens the dialog in which voices are chosen, from any room. */
export function useMakeTts(): (target: TtsTarget) => void {
  return useContext(MakeTtsContext)
}
