import type { ReactNode } from 'react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TtsTarget } from '../parts/make-tts-context.ts'
import { MakeTtsProvider } from '../parts/make-tts-context.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import { MakeTtsForm } from './make-tts-form.tsx'

/** The window's one dialog for making TTS: any room opens it, and what it has started goes on without it. */
export function MakeTts({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<{ number: number; target: TtsTarget } | null>(null)
  const [open, setOpen] = useState(false)
  const ask = useCallback((target: TtsTarget) => {
    setAsked((last) => ({ number: (last?.number ?? 0) + 1, target }))
    setOpen(true)
  }, [])
  useKeyAction({
    id: 'voices.make',
    chord: 'Shift+t',
    label: t('voices.make.everyPhoneme'),
    group: t('keys.everywhere'),
    enabled: true,
    run: () => ask({ kind: 'every phoneme' }),
  })
  return (
    <MakeTtsProvider value={ask}>
      {children}
      <Dialog
        open={open}
        title={t('voices.make.title')}
        closeLabel={t('common.close')}
        size="lg"
        onClose={() => setOpen(false)}
      >
        {asked && <MakeTtsForm key={asked.number} target={asked.target} onClose={() => setOpen(false)} />}
      </Dialog>
    </MakeTtsProvider>
  )
}
