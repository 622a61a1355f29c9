import type { Channel } from '#contract/regulations/base.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type OutsideTicket = {
  ticketId: string
  deskId: string
  memberId: string
  userId: number
  channel: Channel
  /** The messenger's address; null by phone. */
  externalId: string | null
}

/** I4: what waits for a one-time code, for whoever opens tickets from outside of the portal. */
export interface IdentificationGate {
  /** In the transaction that opens the ticket: from then on both sides see whether it waits for a code. Again: nothing. */
  opened(unit: UnitOfWork, ticket: OutsideTicket): Promise<void>
}
