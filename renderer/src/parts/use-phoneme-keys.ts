import { useTranslation } from 'react-i18next'
import { useKeyAction } from '../ui/keys/keys-context.tsx'

/** The next and the previous phoneme by the arrow keys: the same keys in every room that shows one. */
export function usePhonemeKeys({
  group,
  step,
  enabled = true,
}: {
  /** Under which heading the list of keys shows them. */
  group: string
  step: (by: 1 | -1) => void
  enabled?: boolean
}): void {
  const { t } = useTranslation()
  const next = { label: t('phoneme.next'), group, enabled, run: () => step(1) }
  const previous = { label: t('phoneme.previous'), group, enabled, run: () => step(-1) }
  useKeyAction({ id: 'phoneme.next', chord: 'ArrowRight', ...next })
  useKeyAction({ id: 'phoneme.previous', chord: 'ArrowLeft', ...previous })
  useKeyAction({ id: 'phoneme.nextDown', chord: 'ArrowDown', ...next })
  useKeyAction({ id: 'phoneme.previousUp', chord: 'ArrowUp', ...previous })
}
