import { expect, test } from 'vitest'
import { icnsOf, icoOf } from '../../../tools/package/icon-files.ts'

const small = { size: 32, png: Buffer.from('small picture') }
const large = { size: 256, png: Buffer.from('a larger picture') }

test('every picture of a Windows icon stands where its directory says', () => {
  const ico = icoOf([small, large])
  const pictures = [0, 1].map((index) => {
    const at = 6 + 16 * index
    const [bytes, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)]
    return { size: ico.readUInt8(at) || 256, png: ico.subarray(offset, offset + bytes) }
  })
  expect(ico.readUInt16LE(4)).toBe(2)
  expect(pictures).toEqual([small, large])
})

test('a macOS icon says its own length, and each part its own', () => {
  const icns = icnsOf([large])
  expect(icns.toString('latin1', 0, 4)).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  expect(icns.toString('latin1', 8, 12)).toBe('ic08')
  expect(icns.subarray(16, 8 + icns.readUInt32BE(12))).toEqual(large.png)
})
