import { useTranslation } from 'react-i18next'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { InHand } from './step-through.ts'
import { resolveInHand } from './step-through.ts'
import { bestTake } from './review-groups.ts'
import { useBestWords } from './use-best-words.ts'

/** What is said when keys bring a take into hand: the focus does not move with it. */
export function useInHandWords(): (groups: readonly ReviewGroup[], inHand: InHand) => string {
  const { t } = useTranslation()
  const bestWords = useBestWords()
  return (groups, inHand) => {
    const { group, view } = resolveInHand(groups, inHand)
    if (group === undefined) return ''
    if (view === undefined) return t('review.told.missing', { symbol: group.ipaSymbol })
    const number = group.takes.indexOf(view) + 1
    const { checked } = view.take
    return [
      t('review.takeOf', { number, symbol: group.ipaSymbol }),
      checked ? t(`check.${checked.verdict}`) : t('review.sign.unchecked'),
      ...(bestTake(group) === view ? [bestWords(group)] : []),
    ].join('. ')
  }
}
