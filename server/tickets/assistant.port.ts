import type { RawBuilder } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** What tickets need of the assistant that answers first (A1). */
export interface AssistantPort {
  /** Whether this desk has something that its clients are answered from (E10), as a part of a statement. */
  isOn(deskId: string): RawBuilder<boolean>
  /** Durable, in this transaction: a client has written to it; `silentAt` is when it has waited long enough for more (T1). */
  asked(unit: UnitOfWork, ticketId: string, silentAt: Date): Promise<void>
}
