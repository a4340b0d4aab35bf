const pieceCharacters = 65_536

/** A text's pieces, however small, as UTF-8 in pieces of some size; others get their turn in between. */
export async function* textPieces(text: Iterable<string>): AsyncGenerator<Buffer, void, void> {
  let waiting: string[] = []
  let characters = 0
  for (const piece of text) {
    waiting.push(piece)
    characters += piece.length
    if (characters < pieceCharacters) continue
    yield Buffer.from(waiting.join(''))
    waiting = []
    characters = 0
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  yield Buffer.from(waiting.join(''))
}
