import { describe, expect, it } from 'vitest'
import { createRememberedView } from '#renderer/record/review/remembered-view.ts'

function aStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}

describe('where somebody was in a review', () => {
  it('is found again, for each sitting its own', () => {
    const storage = aStorage()
    const first = createRememberedView(storage, 'first')
    first.rememberFilter('bad')
    first.rememberKey('iː')
    expect(createRememberedView(storage, 'first').read()).toEqual({ filter: 'bad', key: 'iː' })
    expect(createRememberedView(storage, 'second').read()).toEqual({ filter: 'all', key: null })
  })

  it('is the beginning where a later version wrote what this one does not know', () => {
    const storage = aStorage()
    storage.setItem('phoneme-studio.review.first.filter', 'by mood')
    expect(createRememberedView(storage, 'first').read().filter).toBe('all')
  })
})
