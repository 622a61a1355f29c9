import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { proposed, queueRank, type Kinds } from '#server/tickets/domain/classification.ts'
import { begin, evolve } from '#server/tickets/domain/evolve.ts'
import { decideOpening } from '#server/tickets/domain/open.ts'
import type { sideOf } from '#server/tickets/domain/side.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import type { TicketCommand } from '#server/tickets/domain/ticketCommands.ts'
import { entersQueue, type TicketEvent } from '#server/tickets/domain/ticketEvents.ts'
import type { Ticket } from '#server/tickets/domain/ticketState.ts'
import { monday, terms } from './tickets.ts'

/** A desk with one client's tickets, in memory: who may what, by the very rules that the server asks, without its database. */
export type Held = {
  ticket: Ticket
  category: Category | null
  priority: Priority
  wish: Priority | null
  queuedAt: number
  rank: number
  messages: string[]
}
export type Link = { kind: 'split' | 'merge'; from: string; to: string; madeAt: number; isUndone: boolean }
export type Desk = {
  at: number
  count: number
  isLocked: boolean
  tickets: Map<string, Held>
  links: Link[]
  written: number
}
export type Random = { next: () => number; pick: <Item>(items: readonly [Item, ...Item[]]) => Item }

export const kinds: Kinds = {
  categories: [
    { code: 'incident', priorities: ['low', 'medium', 'high', 'critical'], usual: 'medium' },
    { code: 'serviceRequest', priorities: ['low', 'medium'], usual: 'low' },
  ],
  first: ['coupon', 'critical'],
}

type Person = Parameters<typeof sideOf>[0]
/** Everybody who may try: of the client, of the desk, and who has nothing to do with it. */
export const people = {
  admin: { memberId: 'portal-1', client: 'admin', desk: null },
  integrator: { memberId: 'portal-1', client: 'integrator', desk: null },
  employee: { memberId: 'portal-1', client: null, desk: null },
  agent: { memberId: 'partner', client: null, desk: { deskId: 'desk-1' } },
  lead: { memberId: 'partner', client: null, desk: { deskId: 'desk-1' } },
  owner: { memberId: 'partner', client: null, desk: { deskId: 'desk-1' } },
  otherClient: { memberId: 'portal-2', client: 'admin', desk: null },
  otherDesk: { memberId: 'bureau', client: null, desk: { deskId: 'desk-2' } },
} as const satisfies Record<string, Person>
export type Name = keyof typeof people

/** Of one walk: more of them make each step slower, and no other. */
export const mostTickets = 12

export function emptyDesk(): Desk {
  return { at: monday.getTime(), count: 0, isLocked: false, tickets: new Map(), links: [], written: 0 }
}

export type Act = (desk: Desk, by: string, random: Random) => TicketEvent[]

/** Mostly one that is not closed yet: that is what people act on. */
export function held(desk: Desk, random: Random): Held {
  const all = [...desk.tickets.values()]
  const living = all.filter(({ ticket }) => ticket.status !== 'closed')
  const [first, ...others] = living.length > 0 && random.next() < 0.8 ? living : all
  if (first === undefined) throw new Refusal('not_found')
  return random.pick([first, ...others])
}

export function apply(desk: Desk, one: Held, events: readonly TicketEvent[]): TicketEvent[] {
  for (const event of events) {
    one.ticket = evolve(one.ticket, event)
    if (entersQueue(event)) one.queuedAt = event.at.getTime()
    if (event.type === 'message.sent') {
      one.messages.push(event.messageId)
      desk.written += 1
    }
  }
  return [...events]
}

export function run(desk: Desk, one: Held, command: TicketCommand): TicketEvent[] {
  return apply(desk, one, decide(one.ticket, command, terms))
}

export function livingOf(desk: Desk, one: Held): Held {
  let living = one
  for (let step = 0; step < 40; step += 1) {
    const { ticket } = living
    if (ticket.status !== 'closed' || ticket.mergedInto === null) return living
    const next = desk.tickets.get(ticket.mergedInto.ticketId)
    if (next === undefined) throw new Error('a merged ticket goes on nowhere')
    living = next
  }
  throw new Error('merges go round in a circle')
}

export const nextId = (desk: Desk, what: string): string => `${what}-${(desk.count += 1)}`

export function open(couponId: string | null): Act {
  return (desk, by, random) => {
    if (desk.tickets.size >= mostTickets) throw new Refusal('too_many_requests')
    const wanted = {
      category: random.pick(['incident', 'serviceRequest', undefined] as const),
      priority: random.pick(['low', 'medium', 'high', 'critical', undefined] as const),
    }
    const { kind, wish } = proposed(wanted, kinds)
    const opened = decideOpening({
      at: new Date(desk.at),
      by,
      ticketId: nextId(desk, 'ticket'),
      portalId: 'portal-1',
      deskId: 'desk-1',
      couponId,
      origin: 'app',
      assistantIsOn: random.next() < 0.2,
      wantsPerson: false,
      hasPeople: !desk.isLocked,
    })
    const ticket = begin(opened)
    const rank = queueRank(ticket, kind.priority, kinds)
    desk.tickets.set(ticket.ticketId, { ticket, ...kind, wish, rank, queuedAt: desk.at, messages: [] })
    return [opened]
  }
}

/** Who waits, in the order of the queue (S7). */
export function queueOf(desk: Desk): Held[] {
  const waiting = [...desk.tickets.values()].filter(({ ticket }) => ticket.status === 'queued' && ticket.lock === null)
  return waiting.toSorted(
    (one, other) =>
      one.rank - other.rank || one.queuedAt - other.queuedAt || (one.ticket.ticketId < other.ticket.ticketId ? -1 : 1),
  )
}
