import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import type { KeyChoices } from '../ui/keys/key-registry.ts'
import { useKeyAction, useKeyRegistry } from '../ui/keys/keys-context.tsx'
import { KeysDialog } from '../ui/keys/keys-dialog.tsx'

/** The keys of the window: what `?` lists, and what people chose instead, kept by the studio for every window. */
export function WindowKeys() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const registry = useKeyRegistry()
  const words = useErrorWords()
  const [open, setOpen] = useState(false)
  const kept = useQuery(queries.settings.get.queryOptions()).data?.keys
  const keep = useMutation(
    queries.settings.setKeys.mutationOptions({
      onError: () => registry.choose(kept ?? {}),
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.settings.key() }),
    }),
  )

  useEffect(() => {
    if (kept) registry.choose(kept)
  }, [registry, kept])

  const choose = (choices: KeyChoices) => {
    registry.choose(choices)
    keep.mutate({ keys: choices })
  }

  useKeyAction({
    id: 'keys.show',
    chord: '?',
    label: t('keys.title'),
    group: t('keys.everywhere'),
    enabled: true,
    run: () => setOpen(true),
  })

  return (
    <KeysDialog
      open={open}
      title={t('keys.title')}
      closeLabel={t('common.close')}
      words={{
        hint: t('keys.hint'),
        change: (action, key) => t('keys.change', { action, key }),
        pressNow: t('keys.pressNow'),
        reserved: t('keys.reserved'),
        taken: (action) => t('keys.taken', { action }),
        reset: (action) => t('keys.reset', { action }),
        resetAll: t('keys.resetAll'),
      }}
      fault={keep.error ? words(keep.error) : null}
      onChoose={choose}
      onClose={() => setOpen(false)}
    />
  )
}
