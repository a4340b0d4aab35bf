/** A call that was under way when the connection went: it may or may not have been carried out. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('the connection to the studio was lost', { cause })
    this.name = 'ConnectionLost'
  }
}
