import type { Person } from '#contract/common.ts'
import type { Billing } from '#server/billing/feature.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { SoldPlan } from '#server/regulations/domain/soldPlan.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { AssistantPort } from './assistant.port.ts'
import type { CouponPort } from './coupon.port.ts'
import type { DeskPort } from './desk.port.ts'
import type { Kinds } from './domain/classification.ts'
import type { OutsidePort } from './outside.port.ts'
import type { TicketTerms } from './domain/ticketCommands.ts'
import type { TicketForUpdate } from './domain/ticketForUpdate.ts'

/** What every command of a ticket needs to know of its desk: its regulation, its people, and a durable alarm clock. */
export type TicketDeps = TermsPort & {
  desk: DeskPort
  assistant: AssistantPort
  /** Special requests (T10). */
  coupons: CouponPort
  outside: OutsidePort
  /** Accounts and timers, which count for tickets what they see as work. */
  billing: Pick<Billing, 'accounts' | 'timers' | 'reads'>
  /** How many bytes of files go into a ticket, and again into its notes (T7). */
  ticketFileBytes: number
  /** By the version that held when the ticket was opened. */
  termsOf(db: Reader, opened: Pick<TicketForUpdate, 'ticket' | 'regulationVersion'>): Promise<TicketTerms>
  /** The categories and priorities of that version (T3). */
  kindsOf(unit: UnitOfWork, deskId: string, version: number): Promise<Kinds>
  /** Plans with a live package now: what is promised to a ticket that is queued (Q4). */
  plansOf(unit: UnitOfWork, memberId: string, deskId: string): Promise<SoldPlan[]>
  staffPerson(unit: UnitOfWork, deskId: string, userId: number): Promise<Person | null>
  isAway(unit: UnitOfWork, deskId: string, userId: number): Promise<boolean>
  /** Durable, in this transaction: closing by itself, the end of a deferral. */
  wakeAt(unit: UnitOfWork, ticketId: string, at: Date): Promise<void>
  /** Of boxes (T9), durable, in this transaction: they expire, the client is reminded; keys are deleted, and never come back. */
  access: {
    wakeAt(unit: UnitOfWork, accessId: string, at: Date): Promise<void>
    deleteKeys(unit: UnitOfWork, keyIds: readonly string[]): Promise<void>
  }
  /** The date that the client was promised has come, and the ticket is not done (T6): the lead is notified, once. */
  dateIsOverdue(unit: UnitOfWork, ticketId: string, date: Date): Promise<void>
}
