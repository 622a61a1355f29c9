import type { LockReason, TicketStatus } from '#contract/tickets/types.ts'
import type { Place, Ticket } from './domain/ticketState.ts'

export type StoredTicket = {
  ticket_id: string
  desk_id: string
  member_id: string
  status: TicketStatus
  state: Record<string, unknown>
  lock_reason: LockReason | null
  opened_at: Date
  last_at: Date
}

const instants = ['askedAt', 'until', 'resolvedAt', 'closesAt', 'closedAt', 'reopenUntil', 'unlockedAt', 'lockedAt']

/** What only some statuses have travels as one JSON value; everything that SQL asks for has a column of its own. */
export function toState(ticket: Ticket): string {
  const {
    ticketId: _id,
    portalId: _portal,
    deskId: _desk,
    openedAt: _opened,
    lastEventAt: _last,
    lock,
    ...rest
  } = ticket
  return JSON.stringify({ ...rest, lockedAt: lock?.at ?? null })
}

/** `state` was written by `toState` and by nothing else. */
export function fromState(row: StoredTicket): Ticket {
  const state = revive(row.state)
  const { lockedAt } = state
  const place = { ...state, status: row.status } as unknown as Place
  return {
    ...place,
    ticketId: row.ticket_id,
    portalId: row.member_id,
    deskId: row.desk_id,
    couponId: typeof state['couponId'] === 'string' ? state['couponId'] : null,
    openedAt: row.opened_at,
    lastEventAt: row.last_at,
    lock: row.lock_reason === null ? null : { reason: row.lock_reason, at: asDate(lockedAt) ?? row.last_at },
    unlockedAt: asDate(state['unlockedAt']),
  }
}

function revive(state: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name, instants.includes(name) ? asDate(value) : value]),
  )
}

function asDate(value: unknown): Date | null {
  if (value instanceof Date) return value
  return typeof value === 'string' ? new Date(value) : null
}
