import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProposalReason, ReviewGroup } from '#shared/contract/sittings.ts'

/** Which take of a group is the best, and why: a person's word, or the studio's reason. */
export function useBestWords(): (group: ReviewGroup) => string {
  const { t } = useTranslation()
  return useCallback(
    ({ takes, proposed, chosenTakeId }: ReviewGroup) => {
      const numberOf = (takeId: string) => takes.findIndex(({ take }) => take.id === takeId) + 1
      const reasonWords = (reason: ProposalReason) => {
        switch (reason.code) {
          case 'BEST_VERDICT':
            return t(`review.reason.BEST_VERDICT_${reason.verdict}`)
          case 'BEST_SNR': {
            const { snrDb, nextSnrDb } = reason
            if (nextSnrDb === null) return t('review.reason.BEST_SNR', { snrDb: snrDb.toFixed(0) })
            // Two that look alike in whole decibels are told apart by their tenths.
            const decimals = snrDb.toFixed(0) === nextSnrDb.toFixed(0) ? 1 : 0
            return t('review.reason.BEST_SNR_next', {
              snrDb: snrDb.toFixed(decimals),
              nextSnrDb: nextSnrDb.toFixed(decimals),
            })
          }
          default:
            return t(`review.reason.${reason.code}`)
        }
      }
      const proposal = proposed && { number: numberOf(proposed.takeId), reason: reasonWords(proposed.reason) }
      if (chosenTakeId === null) return proposal ? t('review.best.proposed', proposal) : ''
      const number = numberOf(chosenTakeId)
      return proposal && proposal.number !== number
        ? t('review.best.chosenInstead', { number, other: proposal.number, reason: proposal.reason })
        : t('review.best.chosen', { number })
    },
    [t],
  )
}
