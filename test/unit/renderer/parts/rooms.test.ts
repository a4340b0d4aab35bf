import { expect, it } from 'vitest'
import { isPage, placePath, readPlace, rooms } from '#renderer/parts/rooms.ts'

it('every place can be written as an address and read back', () => {
  for (const room of rooms) {
    for (const phonemeId of [null, '0198d621-7a8b-77eb-93a4-7d82b959cfc8']) {
      expect(readPlace(placePath({ room, phonemeId }))).toEqual({ room, phonemeId })
    }
  }
})

it('an address that names no room leads to where everything begins', () => {
  expect(readPlace('/')).toEqual({ room: 'record', phonemeId: null })
  expect(readPlace('/nowhere/x').room).toBe('record')
})

it('a room’s own page is told apart from a phoneme', () => {
  expect(
    ['/settings/limits', '/record/review/0198d621', '/record/0198d621'].map((path) => isPage(readPlace(path))),
  ).toEqual([true, true, false])
})
