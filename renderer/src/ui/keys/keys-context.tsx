import type { ReactNode } from 'react'
import { createContext, useContext, useEffect, useEffectEvent, useState } from 'react'
import type { KeyAction, KeyRegistry } from './key-registry.ts'
import { createKeyRegistry } from './key-registry.ts'
import { listenForKeys } from './listen-for-keys.ts'

const KeysContext = createContext<KeyRegistry | null>(null)

export function KeysProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createKeyRegistry)
  useEffect(() => {
    const controller = new AbortController()
    listenForKeys(window, registry, controller.signal)
    return () => controller.abort()
  }, [registry])
  return <KeysContext value={registry}>{children}</KeysContext>
}

export function useKeyRegistry(): KeyRegistry {
  const registry = useContext(KeysContext)
  if (!registry) throw new Error('no KeysProvider above')
  return registry
}

/** The action's key works for as long as the calling component is there; without a chord nothing is registered. */
export function useKeyAction({
  id,
  chord,
  label,
  group,
  enabled,
  run,
}: Omit<KeyAction, 'chord'> & { chord: string | undefined }) {
  const registry = useKeyRegistry()
  const runNow = useEffectEvent(run)
  useEffect(() => {
    if (chord === undefined) return undefined
    return registry.register({ id, chord, label, group, enabled, run: () => runNow() })
  }, [registry, id, chord, label, group, enabled])
}

/** No key acts while `open` holds: a dialog has the keyboard. */
export function useKeysSuspended(open: boolean) {
  const registry = useKeyRegistry()
  useEffect(() => (open ? registry.suspend() : undefined), [registry, open])
}
