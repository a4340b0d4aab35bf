import { crc32, deflateRawSync } from 'node:zlib'
import type { BundleFaultCode } from '#shared/node/bundle/bundle-fault.ts'
import { bagEntries, bagFiles, goodBundle, goodPayload } from '#test/support/good-bundle.ts'
import type { RawEnd, RawEntry } from '#test/support/raw-zip.ts'
import { rawZip } from '#test/support/raw-zip.ts'

export type Hostile = [name: string, code: BundleFaultCode, bytes: Buffer]

const text = Buffer.from('out of bounds\n')
const inside = (path: string) => `phoneme-bundle/data/${path}`
const mode = (octal: number) => (octal << 16) >>> 0
const zeros = Buffer.alloc(3_000_000)

/** A whole bundle, and one more entry or several. */
const withMore = (more: RawEntry[], end?: RawEnd) => rawZip([...bagEntries(bagFiles(goodPayload())), ...more], end)

/** A whole bundle whose first sound has something about it. */
function withFirst(change: Partial<RawEntry>, end?: RawEnd): Buffer {
  const [first, ...others] = bagEntries(bagFiles(goodPayload()))
  if (!first) throw new Error('a bundle without files')
  return rawZip([{ ...first, ...change }, ...others], end)
}

const soundOf = () => goodPayload().values().next().value ?? Buffer.alloc(0)

const otherName = () => inside([...goodPayload().keys()][0]?.replace('phonemes', 'phonemex') ?? '')

function withNumber(bytes: Buffer, at: number, value: number): Buffer {
  bytes.writeUInt32LE(value, at)
  return bytes
}

const extraField = (id: number, body: Buffer) => {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(body.length, 2)
  return Buffer.concat([head, body])
}

const names: [string, BundleFaultCode, string | Buffer][] = [
  ['leads upwards', 'NAME_TRAVERSES', inside('../../../escape.txt')],
  ['leads upwards at its beginning', 'NAME_TRAVERSES', '../escape.txt'],
  ['has a step in place', 'NAME_TRAVERSES', inside('./escape.txt')],
  ['is absolute', 'NAME_ABSOLUTE', '/etc/cron.d/escape'],
  ['begins with a share', 'NAME_BACKSLASH', '\\\\server\\share\\escape.txt'],
  ['leads upwards as Windows writes it', 'NAME_BACKSLASH', inside('..\\..\\escape.txt')],
  ['begins with a drive', 'NAME_DRIVE', 'C:/Windows/escape.txt'],
  ['has a stream after a colon', 'NAME_NOT_ALLOWED', inside('a.txt:hidden')],
  ['has a zero character', 'NAME_NOT_ALLOWED', inside('a.txt\0.wav')],
  ['has a line end', 'NAME_NOT_ALLOWED', inside('a\nb.txt')],
  ['has a blank', 'NAME_NOT_ALLOWED', inside('a b.txt')],
  ['turns the direction of writing', 'NAME_NOT_ALLOWED', inside('a\u202egnp.exe')],
  ['is a script', 'NAME_NOT_ALLOWED', inside('<script>alert(1)</script>.wav')],
  ['is a command', 'NAME_NOT_ALLOWED', inside('$(reboot).wav')],
  ['is a device of Windows', 'NAME_NOT_ALLOWED', inside('con.txt')],
  ['ends with a dot', 'NAME_NOT_ALLOWED', inside('a.txt.')],
  ['has an empty part', 'NAME_NOT_ALLOWED', inside('a//b.txt')],
  ['is too long', 'NAME_TOO_LONG', inside('a'.repeat(300))],
  ['is not valid UTF-8', 'NAME_NOT_UTF8', Buffer.from([...Buffer.from(inside('a')), 0xff, 0xfe])],
  ['is UTF-8 written too long', 'NAME_NOT_UTF8', Buffer.from([...Buffer.from(inside('a')), 0xc0, 0xae])],
  ['is empty', 'NAME_NOT_ALLOWED', ''],
]

function links(): Hostile[] {
  const attributes = { link: mode(0o120777), pipe: mode(0o010644), device: mode(0o060644), set: mode(0o140644) }
  const one = (attributes: number, madeBy = 3) =>
    withMore([{ name: inside('link'), data: Buffer.from('/etc/passwd'), central: { attributes, madeBy } }])
  return [
    ['a symbolic link', 'ENTRY_SYMLINK', one(attributes.link)],
    ['a symbolic link, said to be made by DOS', 'ENTRY_SYMLINK', one(attributes.link, 0)],
    ['a named pipe', 'ENTRY_NOT_PLAIN', one(attributes.pipe)],
    ['a device', 'ENTRY_NOT_PLAIN', one(attributes.device)],
    ['a socket', 'ENTRY_NOT_PLAIN', one(attributes.set)],
    [
      'a folder with something in it',
      'ENTRY_NOT_PLAIN',
      withMore([{ name: inside('folder/'), data: text, central: { attributes: mode(0o040755) } }]),
    ],
    [
      'a folder that is called like a file',
      'ENTRY_NOT_PLAIN',
      withMore([{ name: inside('folder'), data: Buffer.alloc(0), central: { attributes: 0x10, madeBy: 0 } }]),
    ],
  ]
}

function twins(): Hostile[] {
  const [first = ''] = goodPayload().keys()
  return [
    ['the same name twice', 'NAME_TWICE', withMore([{ name: inside(first), data: text }])],
    ['a name in other capitals', 'NAME_CASE', withMore([{ name: inside(first.toUpperCase()), data: text }])],
    ['a folder in other capitals', 'NAME_CASE', withMore([{ name: inside('Phonemes/audio/a.wav'), data: text }])],
    ['a file that is a folder, too', 'NAME_FILE_AND_FOLDER', withMore([{ name: inside(`${first}/a`), data: text }])],
  ]
}

function liars(): Hostile[] {
  const sound = soundOf()
  const bomb = deflateRawSync(zeros)
  const crc = crc32(sound)
  const shorter = sound.subarray(0, -10)
  const packedSound = deflateRawSync(sound)
  const longer = { packed: packedSound, both: { method: 8, sizeBytes: sound.length + 1000 } }
  const huge = { name: inside('bomb'), data: zeros, packed: bomb }
  const zip64 = extraField(1, Buffer.from('00000000000100000000000000010000', 'hex'))
  return [
    ['a zip bomb', 'ENTRY_RATIO', withMore([{ ...huge, both: { sizeBytes: 0xffff_fffe } }])],
    ['a bomb that claims to be small', 'ENTRY_SIZE', withMore([{ ...huge, both: { sizeBytes: 20_000 } }])],
    [
      'sizes of thousands of gigabytes',
      'ZIP_TOO_LARGE',
      withMore([
        { name: inside('huge'), data: text, both: { sizeBytes: 0xffff_ffff, packedBytes: 0xffff_ffff, extra: zip64 } },
      ]),
    ],
    [
      'a file that is packed into far more',
      'ENTRY_SIZE',
      withMore([{ name: inside('much'), data: text, packed: Buffer.alloc(50_000) }]),
    ],
    ['a file that unpacks to less than it says', 'ENTRY_SIZE', withFirst(longer)],
    ['a stored file of two sizes', 'ENTRY_SIZE', withFirst({ both: { sizeBytes: sound.length - 1, crc } })],
    ['a header of another size', 'ENTRY_HEADERS_DIFFER', withFirst({ local: { sizeBytes: 5, packedBytes: 5 } })],
    ['a header of another name', 'ENTRY_HEADERS_DIFFER', withFirst({ local: { name: otherName() } })],
    ['a header of another method', 'ENTRY_HEADERS_DIFFER', withFirst({ local: { method: 8 } })],
    ['a header of another check sum', 'ENTRY_HEADERS_DIFFER', withFirst({ local: { crc: 1 } })],
    ['a header of another time', 'ENTRY_HEADERS_DIFFER', withFirst({ local: { dosTime: 1 } })],
    ['no header', 'ENTRY_HEADERS_DIFFER', withFirst({ local: { signature: 0x11111111 } })],
    ['a wrong check sum in both headers', 'ENTRY_CRC', withFirst({ both: { crc: (crc ^ 1) >>> 0 } })],
    [
      'a file that is cut in the middle',
      'ENTRY_OVERLAP',
      withFirst({ packed: shorter, both: { method: 0, packedBytes: sound.length } }),
    ],
    ['deflated noise', 'ENTRY_BROKEN', withFirst({ packed: Buffer.alloc(sound.length, 0xff) })],
    ['bytes after the deflated data', 'ENTRY_BROKEN', withFirst({ packed: Buffer.concat([packedSound, text]) })],
    ['bytes between two files', 'ENTRY_HIDDEN_BYTES', withFirst({ after: text })],
    ['another file hidden before the first', 'ENTRY_HIDDEN_BYTES', withFirst({}, { before: text })],
    ['bytes before the directory', 'ENTRY_HIDDEN_BYTES', withFirst({}, { betweenBodyAndDirectory: text })],
    ['a false descriptor', 'ENTRY_HEADERS_DIFFER', withFirst({ both: { flags: 8 }, after: Buffer.alloc(12, 1) })],
    [
      'two names for one file',
      'ENTRY_OVERLAP',
      withMore([{ name: inside('again'), data: sound, noBody: true, central: { offset: 0 } }]),
    ],
    [
      'an entry far outside',
      'ENTRY_OVERLAP',
      withMore([{ name: inside('far'), data: text, noBody: true, central: { offset: 0x7fff_ffff } }]),
    ],
    ['an encrypted entry', 'ENTRY_ENCRYPTED', withFirst({ both: { flags: 1 } })],
    ['a strongly encrypted entry', 'ENTRY_ENCRYPTED', withFirst({ both: { flags: 0x41 } })],
    ['hidden headers', 'ENTRY_ENCRYPTED', withFirst({ both: { flags: 0x2000 } })],
    ['a patch of another file', 'ENTRY_FLAGS', withFirst({ both: { flags: 0x20 } })],
    ['a method that nobody asked for', 'ENTRY_METHOD', withFirst({ both: { method: 14 } })],
    ['another name in an additional field', 'ENTRY_EXTRA', withFirst({ central: { extra: extraField(0x7075, text) } })],
    [
      'an additional field that is cut off',
      'ENTRY_EXTRA',
      withFirst({ central: { extra: Buffer.from([1, 0, 99, 0]) } }),
    ],
    ['a 64-bit size that is not asked for', 'ENTRY_EXTRA', withFirst({ central: { extra: zip64 } })],
  ]
}

function directories(): Hostile[] {
  const good = goodBundle()
  const end = good.length - 22
  const many = (): Buffer => {
    const place = Buffer.alloc(56)
    place.writeUInt32LE(0x06064b50, 0)
    place.writeBigUInt64LE(44n, 4)
    place.writeBigUInt64LE(5_000_000n, 24)
    place.writeBigUInt64LE(5_000_000n, 32)
    return place
  }
  const zip64 = ({ offset, sizeBytes }: { offset: number; sizeBytes: number }) => {
    const long = many()
    long.writeBigUInt64LE(BigInt(sizeBytes), 40)
    long.writeBigUInt64LE(BigInt(offset), 48)
    const locator = Buffer.alloc(20)
    locator.writeUInt32LE(0x07064b50, 0)
    locator.writeBigUInt64LE(BigInt(offset + sizeBytes), 8)
    locator.writeUInt32LE(1, 16)
    return Buffer.concat([long, locator])
  }
  return [
    ['an empty file', 'NOT_A_ZIP', Buffer.alloc(0)],
    ['a text', 'NOT_A_ZIP', Buffer.from('phoneme,ipa\n'.repeat(100))],
    ['the first half of a bundle', 'NOT_A_ZIP', good.subarray(0, good.length / 2)],
    ['the second half of a bundle', 'ZIP_CUT', good.subarray(good.length / 2)],
    ['bytes after the end', 'NOT_A_ZIP', Buffer.concat([good, text])],
    ['an end in the comment of another end', 'ZIP_AMBIGUOUS', withMore([], { comment: good.subarray(end) })],
    ['a directory that is not there', 'ZIP_CUT', withMore([], { directoryOffset: 0x7fff_fff0 })],
    ['a directory of another length', 'ZIP_CUT', withMore([], { directoryBytes: 10 })],
    ['more entries than are there', 'ZIP_DIRECTORY_BROKEN', withMore([], { entries: 99 })],
    ['an entry that is not counted', 'ZIP_DIRECTORY_BROKEN', withMore([], { entries: 3 })],
    ['a record that is none', 'ZIP_DIRECTORY_BROKEN', withFirst({ central: { signature: 0x22222222 } })],
    ['one part of several', 'ZIP_SPLIT', withMore([], { disk: 1 })],
    ['an entry on another disk', 'ENTRY_NOT_PLAIN', withFirst({ central: { disk: 3 } })],
    ['millions of entries', 'ZIP_TOO_MANY_ENTRIES', withMore([], { entries: 0xffff, zip64 })],
    ['two counts of entries', 'ZIP_AMBIGUOUS', withMore([], { zip64 })],
    ['no entries', 'BAG_TOP_FOLDER', rawZip([])],
    ['70,000 entries counted in 16 bits', 'ZIP_DIRECTORY_BROKEN', manyEntries(70_000)],
    ['an end that begins beyond the file', 'ZIP_CUT', withNumber(Buffer.from(good), end + 16, 0xffff_fff0)],
  ]
}

/** More entries than the end of a plain ZIP file can count. */
function manyEntries(count: number): Buffer {
  const entries = Array.from({ length: count }, (_, at) => ({
    name: `phoneme-bundle/data/${at}`,
    data: Buffer.alloc(0),
  }))
  return rawZip(entries, { entries: count % 65_536 })
}

export function hostileArchives(): Hostile[] {
  return [
    ...names.map(
      ([name, code, entry]): Hostile => [`a name that ${name}`, code, withMore([{ name: entry, data: text }])],
    ),
    ...links(),
    ...twins(),
    ...liars(),
    ...directories(),
  ]
}
