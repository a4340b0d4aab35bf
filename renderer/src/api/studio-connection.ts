import type { ContractRouterClient } from '@orpc/contract'
import type { StudioContract } from '#shared/contract/studio.ts'
import type { Cell } from '../cell.ts'
import type { Refusal } from './door.ts'

export type StudioClient = ContractRouterClient<StudioContract>

export type ConnectionState =
  | { kind: 'connecting' }
  | { kind: 'open' }
  | { kind: 'lost' }
  | { kind: 'refused'; refusal: Refusal }

/** This window's way to the studio, kept open. Calls made while it is lost wait; calls under way fail with ConnectionLost. */
export interface StudioConnection {
  client: StudioClient
  /** Which door this window came through: the desktop shows a folder where the browser offers a download. */
  door: 'desktop' | 'browser'
  state: Cell<ConnectionState>
  /** Settles when the door is open, now or after reconnecting; rejects when the studio refuses. */
  whenOpen(): Promise<void>
  close(): void
}
