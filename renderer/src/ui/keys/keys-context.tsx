import type { ReactNode } from 'react'
import { createContext, useContext, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import { useCell } from '../use-cell.ts'
import type { KeyChord } from './key-chord.ts'
import type { KeyAction, KeyRegistry } from './key-registry.ts'
import { chosenChord, createKeyRegistry } from './key-registry.ts'
import { listenForKeys } from './listen-for-keys.ts'

const KeysContext = createContext<KeyRegistry | null>(null)

export function KeysProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createKeyRegistry)
  // Before the effects of whatever is inside: a dialog's own listener must not come first.
  useLayoutEffect(() => {
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

/**
 * The action's key works for as long as the calling component is there; without a chord nothing is registered.
 * Gives the key that acts: a person may have chosen another than the action's own.
 */
export function useKeyAction({
  id,
  chord,
  label,
  group,
  enabled,
  run,
}: Omit<KeyAction, 'chord'> & { chord: KeyChord | undefined }): KeyChord | undefined {
  const registry = useKeyRegistry()
  const choices = useCell(registry.choices)
  const runNow = useEffectEvent(run)
  useEffect(() => {
    if (chord === undefined) return undefined
    return registry.register({ id, chord, label, group, enabled, run: () => runNow() })
  }, [registry, id, chord, label, group, enabled])
  return chord === undefined ? undefined : chosenChord({ id, chord }, choices)
}

/** No key acts while `open` holds: a dialog has the keyboard. */
export function useKeysSuspended(open: boolean) {
  const registry = useKeyRegistry()
  useEffect(() => (open ? registry.suspend() : undefined), [registry, open])
}
