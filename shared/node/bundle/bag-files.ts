/** What bag-info.txt says about the whole bag. */
export interface BagInfo {
  softwareVersion: string
  /** Newest change inside, ISO 8601 UTC; its date is the bag's. */
  newestChange: string
  language: string
  sourceOrganization?: string | undefined
  description?: string | undefined
  /** How many files each licence covers; the catalog says which. */
  consents: readonly { licence: string; files: number }[]
}

export const bagitText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** A value's own line ends would begin another label. */
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

export function bagInfoText(info: BagInfo, payload: { files: number; bytes: number }): string {
  const { sourceOrganization = '', description = '' } = info
  const consents = [...info.consents].sort((a, b) => (a.licence < b.licence ? -1 : 1))
  const lines: [string, string][] = [
    ['Source-Organization', oneLine(sourceOrganization)],
    ['Bagging-Date', info.newestChange.slice(0, 10)],
    ['Payload-Oxum', `${payload.bytes}.${payload.files}`],
    ['Internal-Sender-Description', oneLine(description)],
    ['Bag-Software-Agent', `Phoneme Studio ${oneLine(info.softwareVersion)}`],
    ['Language', oneLine(info.language)],
    ...consents.map(({ licence, files }): [string, string] => [
      'Phoneme-Studio-Consent',
      `${oneLine(licence)}: ${files} files; data/catalog.json says which`,
    ]),
  ]
  return lines
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}\n`)
    .join('')
}

/** Lines that `sha256sum -c` reads, sorted by path. */
export function manifestText(hashes: ReadonlyMap<string, string>): string {
  const paths = [...hashes.keys()].sort()
  return paths.map((path) => `${hashes.get(path)}  ${path}\n`).join('')
}
