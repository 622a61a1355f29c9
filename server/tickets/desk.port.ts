import type { RawBuilder } from 'kysely'
import type { DutyLadder } from './domain/dutyPage.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** What a desk does for its tickets, in their transactions. */
export type DeskPort = {
  /** T2: per desk, unique, never reused. The desk's row serialises two openings at once. */
  takeNumber(unit: UnitOfWork, deskId: string): Promise<string>
  /** The same as a statement that returns `number`, for one that writes the ticket, too. */
  nextNumber(deskId: string): RawBuilder<{ number: string }>
  /** Whoever chooses an agent of this desk does it alone, until the end of the transaction (S7). */
  lockAssignment(unit: UnitOfWork, deskId: string): Promise<void>
  /** Who is on duty now and not away; null: nobody (T10). */
  onDuty(unit: UnitOfWork, deskId: string): Promise<number | null>
  /** T12: who can be paged now, in which order, and how long each step waits to be confirmed. */
  dutyLadder(unit: UnitOfWork, deskId: string): Promise<DutyLadder & { confirmMinutes: number }>
  /** This agent has got a ticket; the next turn is another one's. */
  noteTurn(unit: UnitOfWork, deskId: string, userId: number): Promise<void>
}
