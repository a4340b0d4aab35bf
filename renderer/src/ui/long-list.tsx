import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from './button.tsx'

const step = 50

/** Of a list that may be thousands long, the first ones, and more when they are asked for. */
export function LongList<Item>({
  items,
  className,
  more,
  children,
}: {
  items: readonly Item[]
  className?: string | undefined
  /** Says how many there are besides. */
  more: (rest: number) => string
  /** One item, an `li`. */
  children: (item: Item, index: number) => ReactNode
}) {
  const [shown, setShown] = useState(step)
  const rest = items.length - shown
  return (
    <>
      <ul className={className}>{items.slice(0, shown).map(children)}</ul>
      {rest > 0 && (
        <div>
          <Button onAct={() => setShown(shown + 2 * step)}>{more(rest)}</Button>
        </div>
      )}
    </>
  )
}
