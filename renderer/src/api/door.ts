import type { ClientContext, ClientLink } from '@orpc/client'

export type StudioLink = ClientLink<ClientContext>

/** One opened way to the studio. `closed` settles when it is lost, whoever closed it. */
export interface OpenDoor {
  link: StudioLink
  closed: Promise<void>
  close(): void
}

export type OpenDoorFunction = () => Promise<OpenDoor>

export type Refusal = 'no-token' | 'token-expired'

/** The studio answered, and does not let this window in: trying again would not help. */
export class DoorRefused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`the studio refused this window: ${refusal}`)
    this.name = 'DoorRefused'
    this.refusal = refusal
  }
}
