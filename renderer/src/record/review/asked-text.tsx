import { Ipa } from '../../parts/ipa.tsx'

/** A prompt's words, `/biː/ as in bee`: the IPA in its own face, and left out where it is the phoneme that stands beside it. */
export function AskedText({ text, ipaSymbol }: { text: string; ipaSymbol: string }) {
  const [, ipa, rest = ''] = /^\/(.+)\/(.*)$/u.exec(text) ?? []
  if (ipa === undefined) return <>{text}</>
  return (
    <>
      {ipa !== ipaSymbol && <Ipa symbol={ipa} />}
      {rest}
    </>
  )
}
