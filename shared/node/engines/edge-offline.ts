/** How soon a request that is under way is given up once a person chose to stay offline. */
const lookEveryMs = 250

export interface OfflineWatch {
  /** Aborted by the caller's own signal or by the choice to stay offline. */
  signal: AbortSignal
  wentOffline(): boolean
  end(): void
}

/** Looks, while anything is under way, whether offline was chosen. */
export function watchOffline(isOffline: () => boolean): { watch(caller?: AbortSignal): OfflineWatch } {
  const underWay = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    if (!isOffline()) return
    for (const giveUp of underWay) giveUp()
  }

  return {
    watch(caller) {
      const over = new AbortController()
      let offline = false
      const onCaller = () => over.abort()
      const giveUp = () => {
        if (over.signal.aborted) return
        offline = true
        over.abort()
      }
      if (caller?.aborted) onCaller()
      caller?.addEventListener('abort', onCaller, { once: true })
      underWay.add(giveUp)
      timer ??= setInterval(look, lookEveryMs).unref()
      return {
        signal: over.signal,
        wentOffline: () => offline,
        end() {
          caller?.removeEventListener('abort', onCaller)
          underWay.delete(giveUp)
          if (underWay.size > 0) return
          clearInterval(timer)
          timer = undefined
        },
      }
    },
  }
}
