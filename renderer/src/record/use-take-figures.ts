import { useTranslation } from 'react-i18next'
import type { CheckedTake } from '#shared/entities/take.ts'
import { formatDbfs } from '../ui/format-dbfs.ts'
import { formatDuration } from '../ui/format-duration.ts'

/** The figures that a verdict rests on, each with its name; a sound check that was not made is one of them. */
export function useTakeFigures(): (checked: CheckedTake) => { name: string; value: string }[] {
  const { t } = useTranslation()
  return ({ findings, measurements: { soundSeconds, peakDbfs, activeRmsDbfs, noiseFloorDbfs, snrDb } }) => {
    const figures = [
      { name: t('check.figure.length'), value: formatDuration(soundSeconds) },
      { name: t('check.figure.peak'), value: formatDbfs(peakDbfs) },
      { name: t('check.figure.level'), value: formatDbfs(activeRmsDbfs) },
      { name: t('check.figure.floor'), value: formatDbfs(noiseFloorDbfs) },
      { name: t('check.figure.snr'), value: snrDb === null ? '–' : `${snrDb.toFixed(0)} dB` },
    ]
    if (isUnchecked({ findings })) figures.push({ name: t('check.figure.soundCheck'), value: t('check.noSoundCheck') })
    return figures
  }
}

/** Whether the speaker went without a sound check. */
export function isUnchecked({ findings }: Pick<CheckedTake, 'findings'>): boolean {
  return findings.some(({ code }) => code === 'UNCHECKED')
}
