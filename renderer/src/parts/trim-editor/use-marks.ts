import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Take, TrimMarks } from '#shared/entities/take.ts'
import { useStudio } from '../studio-context.tsx'
import { sameMarks } from './move-mark.ts'

/** A take's marks while they are moved, and the way to keep them. What fails to be kept goes back to what stands. */
export function useMarks(take: Take, onTrimmed: (take: Take) => void) {
  const { queries } = useStudio()
  const [draft, setDraft] = useState<TrimMarks | null>(null)
  const saving = useMutation(
    queries.takes.setTrim.mutationOptions({
      onSuccess: (saved, { trim }) => {
        onTrimmed(saved)
        // The marks may have been moved on meanwhile.
        setDraft((now) => (now && sameMarks(now, trim) ? null : now))
      },
      onError: () => setDraft(null),
    }),
  )
  const resetting = useMutation(queries.takes.resetTrim.mutationOptions({ onSuccess: onTrimmed }))

  const save = () => {
    if (draft === null) return
    if (sameMarks(draft, take.trim)) setDraft(null)
    else saving.mutate({ takeId: take.id, trim: draft })
  }
  const reset = () => {
    setDraft(null)
    saving.reset()
    resetting.mutate({ takeId: take.id })
  }
  return { marks: draft ?? take.trim, error: saving.error ?? resetting.error, move: setDraft, save, reset }
}
