import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/** Something that both sides read in a ticket, told at its own instant under its next number. */
export type ToldInTicket = {
  ticketId: string
  type: 'timer.started' | 'timer.stopped'
  at: Date
  actor: JournalActor
  payload: Record<string, unknown>
}

/** What tickets do for billing, which knows them by id alone; all of it in billing's transaction. */
export type InTickets = {
  write(unit: Unit, told: readonly ToldInTicket[]): Promise<void>
  /** Q7: the clocks of the portal's tickets stand still from this instant on. `isOwing`: no more may be owed (Q12). */
  serviceStands(unit: Unit, account: AccountKey, since: { at: Date; isOwing: boolean }): Promise<void>
  /** They go on; tickets that were queued meanwhile get the promises of these plans. */
  serviceGoesOn(unit: Unit, account: AccountKey, since: { stoodSince: Date; at: Date; plans: string[] }): Promise<void>
  /** When people last did something on each of these tickets. */
  lastActivity(unit: Unit, ticketIds: readonly string[]): Promise<Map<string, Date>>
}
