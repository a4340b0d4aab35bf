import { describe, expect, it } from 'vitest'
import { takeToken } from '#renderer/api/door-browser.ts'

function page(hash: string, kept: string | null = null) {
  const stored = new Map(kept === null ? [] : [['phoneme-studio-token', kept]])
  let shown = hash
  return {
    stored,
    shown: () => shown,
    window: {
      location: { hash } as Location,
      history: { replaceState: (_: unknown, __: string, to: string) => void (shown = to) } as unknown as History,
      sessionStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
      } as Storage,
    },
  }
}

describe('the token in the address', () => {
  it('is taken, kept for this tab, and gone from the address bar', () => {
    const { window, stored, shown } = page('#token=abc123')
    expect(takeToken(window)).toBe('abc123')
    expect(stored.get('phoneme-studio-token')).toBe('abc123')
    expect(shown()).toBe('#/')
  })

  it('is remembered when the page is loaded again', () => {
    const { window, shown } = page('#/compare/x', 'abc123')
    expect(takeToken(window)).toBe('abc123')
    expect(shown()).toBe('#/compare/x')
  })

  it('of a new start replaces the one of an earlier', () => {
    const { window } = page('#token=new', 'old')
    expect(takeToken(window)).toBe('new')
  })

  it('is absent where nobody gave one', () => {
    expect(takeToken(page('').window)).toBeNull()
  })
})
