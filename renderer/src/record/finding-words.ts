import type { Finding } from '#shared/acoustics/checks/findings.ts'

/** Where a finding's words are. */
export function findingWords(finding: Finding) {
  if (finding.code === 'CUT_START' || finding.code === 'CUT_END')
    return `check.finding.${finding.code}_${finding.by}` as const
  return `check.finding.${finding.code}` as const
}

/** Its values as people read them: whole decibels, milliseconds, per cent. */
export function findingValues(finding: Finding): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(finding)) {
    if (typeof value === 'string') values[name] = value
    else if (Array.isArray(value)) values[name] = value.join(', ')
    else if (typeof value === 'number') values[name] = /Db(fs)?$/.test(name) ? wholeDecibels(value) : value
  }
  switch (finding.code) {
    case 'CLIPPED':
      return { ...values, count: finding.clippedSamples }
    case 'DROPOUT':
      return { ...values, count: finding.droppedFrames }
    case 'DIGITAL_ZEROS':
      return { ...values, longestRunMs: Math.round(finding.longestRunSeconds * 1000) }
    case 'TOO_SHORT':
      return { ...values, soundMs: Math.round(finding.soundSeconds * 1000) }
    case 'TOO_LONG':
      return { ...values, soundSeconds: finding.soundSeconds.toFixed(1) }
    case 'CUT_START':
    case 'CUT_END':
      return { ...values, missingMs: Math.round((finding.missingSeconds ?? 0) * 1000) }
    case 'DC_OFFSET':
      return { ...values, dcPercent: (Math.abs(finding.dcOffset) * 100).toFixed(1) }
    default:
      return values
  }
}

function wholeDecibels(value: number): string {
  return Math.round(value).toString().replace('-', '−')
}
