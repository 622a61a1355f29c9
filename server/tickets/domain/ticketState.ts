import type { DeferralLift, GivenReason } from '#contract/tickets/reasons.types.ts'
import type { LockReason, TicketStatus, closeReasons } from '#contract/tickets/types.ts'

export type CloseReason = (typeof closeReasons)[number]

export type Queued = { status: 'queued'; assigneeId: string | null }
export type InProgress = { status: 'inProgress'; assigneeId: string }

/** Where a ticket is, with exactly what is known there. */
export type Place =
  | { status: 'assistant' }
  | Queued
  | InProgress
  | { status: 'waitingForClient'; assigneeId: string; askedAt: Date }
  | {
      status: 'deferred'
      reason: GivenReason
      until: Date
      /** The client was told to expect something on that day (T6): when it comes, the lead is notified. */
      isExpected: boolean
      /** Before its date; null: by nothing but people. */
      liftedBy: DeferralLift | null
      back: Queued | InProgress
    }
  | { status: 'resolved'; assigneeId: string; resolvedAt: Date; closesAt: Date }
  | {
      status: 'closed'
      assigneeId: string | null
      closedAt: Date
      closeReason: CloseReason
      /** Why the desk declined; null for every other way of closing. */
      reason: GivenReason | null
      reopenUntil: Date
      /** Only of a duplicate: the ticket in which it goes on, and where it was when it was merged, for undoing. */
      mergedInto: { ticketId: string; before: BeforeMerge } | null
    }

/** Where a ticket may be that is merged into another one. */
export type BeforeMerge = Exclude<Place, { status: 'assistant' | 'closed' }>

export type TicketBase = {
  ticketId: string
  portalId: string
  deskId: string
  couponId: string | null
  openedAt: Date
  lastEventAt: Date
  /** Orthogonal to the status (E3): the ticket keeps its place while it is locked. */
  lock: { reason: LockReason; at: Date } | null
  /** The end of the last lock: silence is counted anew from here, because nobody could write before. */
  unlockedAt: Date | null
}

export type Ticket = TicketBase & Place

export type TicketIn<Status extends TicketStatus> = Extract<Ticket, { status: Status }>

export function isIn<Status extends TicketStatus>(
  ticket: Ticket,
  statuses: readonly Status[],
): ticket is TicketIn<Status> {
  return statuses.some((status) => status === ticket.status)
}

/** Who has it, wherever it is; null: nobody. */
export function assigneeIn(ticket: Ticket): string | null {
  switch (ticket.status) {
    case 'assistant':
      return null
    case 'deferred':
      return ticket.back.assigneeId
    case 'queued':
    case 'inProgress':
    case 'waitingForClient':
    case 'resolved':
    case 'closed':
      return ticket.assigneeId
  }
}

/** In the same place, in other hands. */
export function assignedTo(ticket: Ticket, assigneeId: string): Ticket {
  switch (ticket.status) {
    case 'assistant':
      return ticket
    case 'deferred':
      return { ...ticket, back: { ...ticket.back, assigneeId } }
    case 'queued':
    case 'inProgress':
    case 'waitingForClient':
    case 'resolved':
    case 'closed':
      return { ...ticket, assigneeId }
  }
}

export const openStatuses = ['assistant', 'queued', 'inProgress', 'waitingForClient', 'deferred'] as const

/** Statuses of an unlocked ticket in which a public message of this side is taken, and nothing comes of it: the assistant answers. */
const quietStatuses: Record<'client' | 'desk', readonly TicketStatus[]> = {
  client: ['queued', 'inProgress', 'resolved'],
  desk: ['queued', 'inProgress', 'waitingForClient', 'deferred', 'resolved'],
}

export function movesNothing(status: TicketStatus, side: 'client' | 'desk'): boolean {
  return quietStatuses[side].includes(status)
}

/** Servers' clocks differ; an event's instant is never before the last one of its ticket. */
export function notBefore(last: Date, at: Date): Date {
  return at.getTime() < last.getTime() ? last : at
}
