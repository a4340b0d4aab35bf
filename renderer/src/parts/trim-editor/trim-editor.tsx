import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Take } from '#shared/entities/take.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useErrorWords } from '../use-error-words.ts'
import { useTakeOutline } from '../use-outline.ts'
import type { MarkName } from './move-mark.ts'
import { frameOf } from './move-mark.ts'
import { TrimControls } from './trim-controls.tsx'
import styles from './trim-editor.module.css'
import { TrimFacts } from './trim-facts.tsx'
import { TrimStage } from './trim-stage.tsx'
import { useDecodedTake } from './use-decoded-take.ts'
import { useMarks } from './use-marks.ts'
import { usePartPlayback } from './use-part-playback.ts'
import { useViewWindow } from './use-view-window.ts'

/** What of a take is heard: two marks on its waveform. The take's file never changes. */
export function TrimEditor({
  view,
  name,
  publishedOtherwise = false,
  onTrimmed,
  onClose,
}: {
  view: TakeView
  /** What the take is called where it stands. */
  name: string
  /** A source stands that was made from this take with other marks. */
  publishedOtherwise?: boolean
  onTrimmed: (take: Take) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const words = useErrorWords()
  const announce = useAnnounce()
  const { take } = view
  const { outline } = useTakeOutline(take.id)
  const { clip, error: decodeError } = useDecodedTake(view)
  const playback = usePartPlayback(clip)
  const { marks, error, move, save, reset } = useMarks(take, onTrimmed)
  const [selected, setSelected] = useState<MarkName>('start')
  const viewing = useViewWindow(take, frameOf(marks, selected))
  const handles = { start: useRef<HTMLDivElement>(null), end: useRef<HTMLDivElement>(null) }

  return (
    <section className={styles.editor} aria-label={t('trim.of', { name })}>
      <TrimFacts take={take} marks={marks} publishedOtherwise={publishedOtherwise} />
      <TrimStage
        take={take}
        name={name}
        outline={outline}
        clip={clip}
        marks={marks}
        viewing={viewing}
        selected={selected}
        handles={handles}
        playback={playback}
        onSelect={setSelected}
        onMove={move}
        onRelease={save}
      />
      <TrimControls
        marks={marks}
        length={take}
        playback={clip ? playback : null}
        viewing={viewing}
        selected={selected}
        onSelect={(mark) => {
          setSelected(mark)
          viewing.show(frameOf(marks, mark))
          handles[mark].current?.focus({ preventScroll: true })
        }}
        onReset={() => {
          reset()
          announce(t('trim.isReset'))
        }}
        onClose={() => {
          save()
          onClose()
        }}
      />
      {error && <Notice tone="bad">{words(error)}</Notice>}
      {decodeError && <Notice tone="look">{t('trim.notDecoded')}</Notice>}
    </section>
  )
}
