import { useSyncExternalStore } from 'react'

/** A design token's value in the scheme that is shown now, for what draws on a canvas. */
export function useToken(name: `--${string}`): string {
  return useSyncExternalStore(watchScheme, () =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim(),
  )
}

function watchScheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
  return () => observer.disconnect()
}
