import { describe, expect, it } from 'vitest'
import { openScope } from '#renderer/audio/scope.ts'

describe('a scope', () => {
  it('ends everything, last opened first, even when one of the ends throws, and then says so', () => {
    const scope = openScope()
    const ended: string[] = []
    scope.add(() => ended.push('track'))
    scope.add(() => {
      throw new Error('stuck')
    })
    scope.add(() => ended.push('worker'))
    expect(() => scope.close()).toThrow(AggregateError)
    expect(ended).toEqual(['worker', 'track'])
    expect(() => scope.close()).not.toThrow()
  })
})
