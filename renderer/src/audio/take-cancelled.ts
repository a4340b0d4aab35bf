/** A take that waited for its sound was given up before anything was heard. */
export class TakeCancelled extends Error {
  constructor() {
    super('the take was given up before its sound was heard')
    this.name = 'TakeCancelled'
  }
}
