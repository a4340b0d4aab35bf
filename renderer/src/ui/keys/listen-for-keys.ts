import { chordOf, isMacKeyboard } from './key-chord.ts'
import type { KeyRegistry } from './key-registry.ts'

const typingFields =
  'input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, [contenteditable=true]'
// A place that takes the focus without being a control, such as the room itself, leaves Enter to the room.
const controls =
  'a[href], button, select, summary, input, [role=button], [role=option], [role=tab], [tabindex]:not([tabindex="-1"])'

/** Listens for every key of the window until `signal` aborts, and hands it to the registry. */
export function listenForKeys(window: Window, registry: KeyRegistry, signal: AbortSignal): void {
  const isMac = isMacKeyboard()
  // The button that has the focus would be clicked when Space is let go.
  let spaceWasOurs = false
  let wasSuspended = false

  // A dialog that closes on Escape is gone before the key arrives below: the key was the dialog's all the same.
  window.addEventListener('keydown', () => void (wasSuspended = registry.isSuspended()), { signal, capture: true })

  window.addEventListener(
    'keydown',
    (event) => {
      const chord = chordOf(event, isMac)
      if (chord === null || event.defaultPrevented || wasSuspended) return
      const target = event.target instanceof Element ? event.target : null
      const outcome = registry.press(chord, {
        repeat: event.repeat,
        typing: event.isComposing || (target?.matches(typingFields) ?? false),
        onControl: target?.matches(`:is(${controls}):focus-visible`) ?? false,
      })
      if (chord === 'Space') spaceWasOurs = outcome !== 'ignored'
      if (outcome !== 'ignored') event.preventDefault()
    },
    { signal },
  )
  window.addEventListener(
    'keyup',
    (event) => {
      if (event.code !== 'Space' || !spaceWasOurs) return
      spaceWasOurs = false
      event.preventDefault()
    },
    { signal, capture: true },
  )
}
