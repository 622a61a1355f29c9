import * as v from 'valibot'
import { givenReason } from '#contract/tickets/reasons.types.ts'
import { closeReasons, type LockReason, type TicketStatus } from '#contract/tickets/types.ts'
import { reasonLifts } from '#contract/regulations/tickets.types.ts'
import { storedInstant, storedJson } from '#server/platform/db/storedJson.ts'
import type { Ticket } from './domain/ticketState.ts'
import { codedReasons } from './upcasts/0001.ts'
import { toMerges } from './upcasts/0002.ts'

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

/**
 * What a ticket has in every status. SQL knows these three by name (it locks and unlocks all tickets of a portal at once, and
 * tells coupons apart), so an upcast leaves them where they are.
 */
const inEveryStatus = {
  couponId: v.nullable(v.string()),
  lockedAt: v.nullable(storedInstant),
  unlockedAt: v.nullable(storedInstant),
}
const someone = v.string()
const queued = { status: v.literal('queued'), assigneeId: v.nullable(someone) }
const inProgress = { status: v.literal('inProgress'), assigneeId: someone }

const deferred = {
  status: v.literal('deferred'),
  reason: givenReason,
  until: storedInstant,
  isExpected: v.boolean(),
  liftedBy: v.nullable(v.picklist(reasonLifts)),
  back: v.variant('status', [v.strictObject(queued), v.strictObject(inProgress)]),
}
const waitingForClient = { status: v.literal('waitingForClient'), assigneeId: someone, askedAt: storedInstant }
const resolved = {
  status: v.literal('resolved'),
  assigneeId: someone,
  resolvedAt: storedInstant,
  closesAt: storedInstant,
}
const beforeMerge = v.variant('status', [
  v.strictObject(queued),
  v.strictObject(inProgress),
  v.strictObject(waitingForClient),
  v.strictObject(deferred),
  v.strictObject(resolved),
])

const ticketState = storedJson({
  name: 'state of a ticket',
  schema: v.variant('status', [
    v.strictObject({ ...inEveryStatus, status: v.literal('assistant') }),
    v.strictObject({ ...inEveryStatus, ...queued }),
    v.strictObject({ ...inEveryStatus, ...inProgress }),
    v.strictObject({ ...inEveryStatus, ...waitingForClient }),
    v.strictObject({ ...inEveryStatus, ...deferred }),
    v.strictObject({ ...inEveryStatus, ...resolved }),
    v.strictObject({
      ...inEveryStatus,
      status: v.literal('closed'),
      assigneeId: v.nullable(someone),
      closedAt: storedInstant,
      closeReason: v.picklist(closeReasons),
      reason: v.nullable(givenReason),
      reopenUntil: storedInstant,
      mergedInto: v.nullable(v.strictObject({ ticketId: v.string(), before: beforeMerge })),
    }),
  ]),
  upcasts: [codedReasons, toMerges],
})

/** What only some statuses have travels as one JSON value; everything that SQL asks for has a column of its own. */
export function toState(ticket: Ticket): string {
  const {
    ticketId: _id,
    portalId: _portal,
    deskId: _desk,
    openedAt: _opened,
    lastEventAt: _last,
    lock,
    ...place
  } = ticket
  return ticketState.write({ ...place, lockedAt: lock?.at ?? null })
}

export function fromState(row: StoredTicket): Ticket {
  const { lockedAt, ...place } = ticketState.read(row.state)
  return {
    ...place,
    ticketId: row.ticket_id,
    portalId: row.member_id,
    deskId: row.desk_id,
    openedAt: row.opened_at,
    lastEventAt: row.last_at,
    lock: row.lock_reason === null ? null : { reason: row.lock_reason, at: lockedAt ?? row.last_at },
  }
}
