/** A text frame of the service: headers, an empty line, JSON. Without an id the header is left out. */
export function textFrame(path: string, requestId: string | null, body: unknown): string {
  return `${headers(requestId, 'Content-Type:application/json; charset=utf-8', `Path:${path}`)}\r\n${JSON.stringify(body)}`
}

/** A binary frame of the service: the headers' length in two bytes (big-endian), the headers, sound. */
export function audioFrame(requestId: string | null, sound: Uint8Array): Buffer {
  return framed(headers(requestId, 'Content-Type:audio/mpeg', 'Path:audio'), sound)
}

/** The last audio frame of a turn has neither a type nor sound. */
export function lastAudioFrame(requestId: string): Buffer {
  return framed(headers(requestId, 'Path:audio'), new Uint8Array())
}

function headers(requestId: string | null, ...others: string[]): string {
  const all = requestId === null ? others : [`X-RequestId:${requestId}`, ...others]
  return all.map((header) => `${header}\r\n`).join('')
}

function framed(head: string, sound: Uint8Array): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(Buffer.byteLength(head))
  return Buffer.concat([length, Buffer.from(head), sound])
}
