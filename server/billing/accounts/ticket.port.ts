import type { AwaitedPayment } from '#contract/billing/base.types.ts'
import type { JournalEvent } from '#contract/events.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { SoldPlan } from '#server/regulations/domain/soldPlan.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import type { RemoteWork } from '../domain/remoteWork.ts'

/** Something that both sides read in a ticket, written at its own instant under its next number. */
export type TicketEntry = JournalEvent<'timer.started' | 'timer.stopped'> & {
  ticketId: string
  at: Date
  actor: JournalActor
}

/** What tickets do for billing, which knows them by id alone; all of it in billing's transaction or its snapshot. */
export type TicketPort = {
  write(unit: UnitOfWork, entries: readonly TicketEntry[]): Promise<void>
  /** Q7: the clocks of the portal's tickets are paused from this instant on. */
  serviceIsPaused(unit: UnitOfWork, account: AccountKey, since: { at: Date; why: AwaitedPayment }): Promise<void>
  /** They are resumed; tickets that were queued meanwhile get the promises of these plans. */
  serviceIsResumed(
    unit: UnitOfWork,
    account: AccountKey,
    since: { pausedSince: Date; at: Date; plans: readonly SoldPlan[] },
  ): Promise<void>
  /** When people last did something on each of these tickets. */
  lastActivity(tx: Reader, ticketIds: readonly string[]): Promise<Map<string, Date>>
  /** Sessions at the client's screen in these tickets (Q11), the earliest first. */
  remoteWork(db: Reader, ticketIds: readonly string[]): Promise<RemoteWork[]>
}
