import { Refusal } from '#server/platform/refusal.ts'
import { queueRank } from '#server/tickets/domain/classification.ts'
import { begin } from '#server/tickets/domain/evolve.ts'
import { decideOpening } from '#server/tickets/domain/open.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import type { TicketEvent } from '#server/tickets/domain/ticketEvents.ts'
import {
  apply,
  held,
  kinds,
  livingOf,
  mostTickets,
  nextId,
  run,
  type Act,
  type Desk,
  type Held,
  type Link,
} from './deskModel.ts'
import { HOUR, terms } from './tickets.ts'

/** New tickets of what was said in one. */
export const split: Act = (desk, by, random) => {
  const origin = held(desk, random)
  const [message] = origin.messages
  if (message === undefined || desk.tickets.size >= mostTickets) throw new Refusal('split_not_said')
  run(desk, origin, { type: 'splitOff', at: new Date(desk.at), by })
  const opened = decideOpening({
    at: origin.ticket.openedAt,
    by,
    ticketId: nextId(desk, 'ticket'),
    portalId: 'portal-1',
    deskId: 'desk-1',
    couponId: null,
    origin: 'agent',
    assistantIsOn: false,
    wantsPerson: true,
    hasPeople: true,
  })
  const ticket = begin(opened)
  const { category, priority } = origin
  const made = { ticket, category, priority, wish: null, queuedAt: opened.at.getTime(), messages: [] }
  desk.tickets.set(ticket.ticketId, { ...made, rank: queueRank(ticket, priority, kinds) })
  desk.links.push(link(desk, 'split', origin.ticket.ticketId, ticket.ticketId))
  return [opened]
}

function link(desk: Desk, kind: Link['kind'], from: string, to: string): Link {
  return { kind, from, to, madeAt: desk.at, isUndone: false }
}

function mergeTwo(desk: Desk, by: string, { merged, living }: { merged: Held; living: Held }): TicketEvent[] {
  const at = new Date(desk.at)
  const ids = { from: merged.ticket.ticketId, to: living.ticket.ticketId }
  if (ids.from === ids.to) throw new Refusal('merge_circle')
  // Decided before anything happens, as one transaction does it.
  const first = decide(living.ticket, { type: 'absorb', at, by, owesAnswer: merged.messages.length > 0 }, terms)
  const second = decide(merged.ticket, { type: 'mergeInto', at, by, ticketId: ids.to }, terms)
  desk.links.push(link(desk, 'merge', ids.from, ids.to))
  return [...apply(desk, living, first), ...apply(desk, merged, second)]
}

export const merge: Act = (desk, by, random) => {
  const merged = held(desk, random)
  return mergeTwo(desk, by, { merged, living: livingOf(desk, held(desk, random)) })
}

export const undo: Act = (desk, by, random) => {
  const [first, ...others] = desk.links.slice(-6)
  if (first === undefined) throw new Refusal('not_found')
  const chosen = random.pick([first, ...others])
  if (chosen.isUndone) throw new Refusal('link_undone')
  if (desk.at > chosen.madeAt + HOUR) throw new Refusal('undo_too_late')
  const [from, to] = [desk.tickets.get(chosen.from), desk.tickets.get(chosen.to)]
  if (from === undefined || to === undefined) throw new Refusal('not_found')
  if (chosen.kind === 'split') {
    const events = mergeTwo(desk, by, { merged: to, living: livingOf(desk, from) })
    chosen.isUndone = true
    return events
  }
  if (to.ticket.status === 'closed' && to.ticket.mergedInto !== null) throw new Refusal('undo_later_first')
  const events = run(desk, from, { type: 'unmerge', at: new Date(desk.at), by })
  chosen.isUndone = true
  return events
}
