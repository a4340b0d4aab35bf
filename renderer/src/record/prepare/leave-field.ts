import type { KeyboardEvent } from 'react'

/** Enter and Escape are done with a field: from then on they are the step's own keys again. */
export function leaveField(event: KeyboardEvent<HTMLInputElement>): void {
  // An input method takes Enter for the word that it offers.
  if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
  event.preventDefault()
  event.currentTarget.blur()
}
