import type { SourceView } from '#shared/contract/studio.ts'

/** What stands in the room's two lanes at first: the best native and the best machine voice, or the best two there are. */
export function defaultLanes(newestFirst: readonly SourceView[]): SourceView[] {
  const playable = newestFirst.filter(({ fault, url }) => fault === null && url !== null)
  const ranked = playable.toSorted((a, b) => rank(a) - rank(b))
  const native = ranked.find(({ source }) => source.sourceType === 'native')
  const machine = ranked.find(({ source }) => source.sourceType !== 'native')
  const pair = [native, machine].filter((view) => view !== undefined)
  const rest = ranked.filter((view) => !pair.includes(view))
  return [...pair, ...rest].slice(0, 2)
}

/** The rule's own order: an editor's choice, then native, then TTS made ahead, then made on demand; examples last. */
function rank({ preferred, source }: SourceView): number {
  const byType = { native: 1, tts: 2, generated: 3 }[source.sourceType]
  return (preferred ? 0 : byType) + (source.context === 'isolated' ? 0 : 10)
}
