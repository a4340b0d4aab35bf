import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Speaker } from '#shared/entities/speaker.ts'
import { SpeakerDialog } from '../../parts/speaker-dialog.tsx'
import { ActionButton } from '../../ui/action-button.tsx'

/** The way to a new speaker, who is chosen at once. */
export function AddSpeaker({
  tone = 'plain',
  onAdded,
}: {
  tone?: 'plain' | 'main'
  onAdded: (speaker: Speaker) => void
}) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <ActionButton
        id="prepare.addSpeaker"
        label={t('speaker.add')}
        group={t('record.prepare.title')}
        chord="n"
        tone={tone}
        icon={<IconUserPlus size="1rem" stroke={1.75} aria-hidden="true" />}
        onAct={() => setAdding(true)}
      />
      <SpeakerDialog open={adding} onClose={() => setAdding(false)} onAdded={onAdded} />
    </>
  )
}
