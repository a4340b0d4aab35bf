/** Whether two IPA strings name the same sounds: stress marks and the Unicode form make no difference, length does. */
export function sameIpa(one: string, other: string): boolean {
  return withoutStress(one) === withoutStress(other)
}

function withoutStress(ipa: string): string {
  return ipa.normalize('NFC').replaceAll(/[ˈˌ]/g, '')
}
