import { Fragment } from 'react'
import { Ipa } from '../../parts/ipa.tsx'

/** A prompt's text with the IPA between its slashes drawn as such: `/biː/ as in bee`. */
export function PromptText({ text }: { text: string }) {
  return (
    <span lang="en">
      {text.split(/(\/[^/]+\/)/).map((part, place) => (
        // The parts of a text never move: their place is their identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={place}>{/^\/[^/]+\/$/.test(part) ? <Ipa symbol={part} /> : part}</Fragment>
      ))}
    </span>
  )
}
