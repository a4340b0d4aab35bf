import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '../ui/announcer.tsx'

export type BulkWork =
  | { kind: 'idle' }
  | { kind: 'working'; done: number; total: number }
  | { kind: 'ended'; done: number; skipped: number; stopped: boolean; errors: unknown[] }

/** Does one thing to many sources, one after another: an error of one does not keep the others from it. */
export function useBulkWork() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const [work, setWork] = useState<BulkWork>({ kind: 'idle' })
  const controller = useRef<AbortController | null>(null)
  useEffect(() => () => controller.current?.abort(), [])

  async function run<Item>(
    collect: () => Promise<readonly Item[]>,
    act: (item: Item) => Promise<unknown>,
    isMeant: (item: Item) => boolean = () => true,
  ): Promise<void> {
    const mine = new AbortController()
    controller.current = mine
    setWork({ kind: 'working', done: 0, total: 0 })
    const errors: unknown[] = []
    let done = 0
    let skipped = 0
    try {
      const all = await collect()
      const items = all.filter(isMeant)
      skipped = all.length - items.length
      for (const [at, item] of items.entries()) {
        if (mine.signal.aborted) break
        setWork({ kind: 'working', done: at, total: items.length })
        await act(item).then(
          () => (done += 1),
          (error: unknown) => errors.push(error),
        )
      }
    } catch (error) {
      errors.push(error)
    }
    setWork({ kind: 'ended', done, skipped, stopped: mine.signal.aborted, errors })
    announce(t('catalog.bulk.ended', { count: done }))
    void queryClient.invalidateQueries()
  }

  /** What has to be read before a dialog can open; what goes wrong is told here. */
  async function open(read: () => Promise<void>): Promise<void> {
    try {
      await read()
    } catch (error) {
      setWork({ kind: 'ended', done: 0, skipped: 0, stopped: false, errors: [error] })
    }
  }

  return {
    work,
    run,
    open,
    stop: () => controller.current?.abort(),
    forget: () => setWork({ kind: 'idle' }),
  }
}
