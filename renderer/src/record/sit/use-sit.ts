import { useState } from 'react'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Sitting as SittingRecord } from '#shared/entities/sitting.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useCell } from '../../ui/use-cell.ts'
import { useSitting } from '../sitting-context.tsx'
import type { SitWorks } from './create-sit.ts'
import type { SitStage } from './sit-stage.ts'
import { canBegin, isBusy, sitStage } from './sit-stage.ts'
import { nextMissing, standing, takesMissing, takesOf } from './sitting-place.ts'

/** Where the sitting stands, and what the speaker can do about it. */
export function useSit({ record, takes, works }: { record: SittingRecord; takes: TakeView[]; works: SitWorks }) {
  const { store, reference, run } = works
  const { recorder, player } = useStudio()
  const { sitting, state } = useSitting()
  const recorderState = useCell(recorder.state)
  const referenceState = useCell(reference.state)
  const handsFree = useCell(run.state)
  const [acting, setActing] = useState(false)
  const [ownError, setError] = useState<unknown>(null)
  const trouble = useCell(works.trouble)

  const prompt = record.prompts[record.current]
  const own = prompt ? takesOf(prompt.promptId, takes) : []
  const kept = standing(own)
  const undecided = kept.findLast(({ take }) => take.verdict === 'new')
  /** What is decided on, or was made last. */
  const inHand = undecided ?? kept.at(-1)
  // Whoever left before deciding comes back to that.
  const [atEnd, setAtEnd] = useState(
    () => !undecided && record.prompts.every((each) => takesMissing(each, takes) === 0),
  )
  const byItself = record.mode === 'hands-free'
  const stage: SitStage = sitStage({
    recorder: recorderState,
    sitting: state,
    handsFree: byItself ? handsFree.state : null,
    referencePlays: referenceState.isPlaying,
    undecided: undecided ? { verdict: undecided.take.checked?.verdict ?? null } : null,
    isSkipped: prompt?.skipped !== null,
    lacksTakes: prompt !== undefined && takesMissing(prompt, takes) > 0,
    atEnd,
  })
  const free = !acting && !isBusy(stage)

  /** One act at a time; what goes wrong is told. */
  const act = async (what: () => Promise<void>) => {
    setActing(true)
    setError(null)
    try {
      await what()
    } catch (failure) {
      setError(failure)
    } finally {
      setActing(false)
    }
  }

  /** The prompt is in view at once; nobody waits until the studio knows. */
  const place = (index: number) => {
    reference.stop()
    setAtEnd(false)
    if (index !== store.read()?.sitting.current) store.goTo(index).catch(setError)
  }

  /** To the next take of this prompt, to the next prompt that lacks some, or to the end. */
  const goOn = () => {
    const now = store.read()
    const here = now?.sitting.prompts[now.sitting.current]
    if (!now || !here || takesMissing(here, now.takes) > 0) return
    const next = nextMissing(now.sitting, now.takes, now.sitting.current)
    if (next === null) setAtEnd(true)
    else place(next)
  }

  const startTake = async () => {
    if (!prompt) return
    player.stop()
    const { promptId, phonemeId, context } = prompt
    const taken = sitting.startTake({ promptId, phonemeId, context })
    if (record.endedAt !== null) await store.setEnded(false)
    await taken
  }

  const isPaused = handsFree.state.kind === 'paused' || handsFree.state.kind === 'off'
  const toggleByItself = () => {
    if (!isPaused) return run.send({ kind: 'pause', why: 'person' })
    setError(null)
    works.trouble.set(null)
    return run.send({ kind: 'go' })
  }

  return {
    stage,
    prompt,
    own,
    undecided,
    inHand,
    free,
    error: ownError ?? trouble,
    atEnd,
    byItself,
    isPaused,
    missingFirst: nextMissing(record, takes, -1),
    canToggle: byItself ? !atEnd : stage.kind === 'recording' || (canBegin(stage) && !acting),

    toggle: () => {
      if (byItself) return toggleByItself()
      if (stage.kind === 'recording') return sitting.stopTake()
      return canBegin(stage) && !acting ? void act(startTake) : undefined
    },
    keep: () =>
      void act(async () => {
        if (undecided) await store.mark(undecided.take.id, 'kept')
        goOn()
      }),
    redo: () =>
      void act(async () => {
        if (inHand) await store.mark(inHand.take.id, 'rejected')
        setAtEnd(false)
        run.send({ kind: 'asked-anew', samePrompt: true })
      }),
    /** Whoever looks elsewhere is not asked for anything meanwhile. */
    goTo: (index: number) => {
      setError(null)
      run.send({ kind: 'pause', why: 'person' })
      place(index)
      run.send({ kind: 'asked-anew', samePrompt: index === record.current })
    },
    skip: (reason: string | null) =>
      void act(async () => {
        if (!prompt) return
        await store.skip(prompt.promptId, reason)
        if (reason === null) setAtEnd(false)
        else if (!byItself) goOn()
        run.send({ kind: 'asked-anew', samePrompt: false })
      }),
    setMode: () => {
      setError(null)
      run.send({ kind: 'stop' })
      store.setMode(byItself ? 'one-key' : 'hands-free').catch(setError)
    },
    hear: () => {
      if (!prompt) return
      if (referenceState.isPlaying) reference.stop()
      else if (byItself && !isPaused) works.hearReferenceAgain()
      else void reference.play(prompt.phonemeId)
    },
    review: () => void act(() => works.review()),
  }
}

export type Sit = ReturnType<typeof useSit>
