import { describe, expect, it } from 'vitest'
import { defaultLanes } from '#renderer/compare/default-lanes.ts'
import type { SourceView } from '#shared/contract/studio.ts'

function view(id: string, sourceType: SourceView['source']['sourceType'], part: Partial<SourceView> = {}): SourceView {
  const source = { id, sourceType, context: 'isolated' } as SourceView['source']
  return { source, cacheRecord: null, voiceName: id, url: `/media/${id}`, fault: null, preferred: false, ...part }
}
const ids = (views: SourceView[]) => defaultLanes(views).map(({ source }) => source.id)

describe('the two lanes at first', () => {
  it('are the newest native and the newest TTS', () => {
    expect(ids([view('g', 'generated'), view('t', 'tts'), view('n2', 'native'), view('n1', 'native')])).toEqual([
      'n2',
      't',
    ])
  })

  it('hold the preferred one of each side', () => {
    expect(ids([view('n2', 'native'), view('n1', 'native', { preferred: true }), view('t', 'tts')])).toEqual([
      'n1',
      't',
    ])
  })

  it('pass over what cannot be played', () => {
    expect(ids([view('n', 'native', { fault: 'file missing' }), view('t', 'tts'), view('g', 'generated')])).toEqual([
      't',
      'g',
    ])
  })

  it('fill up with a second of the same kind where there is no other', () => {
    expect(ids([view('n2', 'native'), view('n1', 'native')])).toEqual(['n2', 'n1'])
  })
})
