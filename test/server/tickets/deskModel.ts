import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import {
  decideClassification,
  proposed,
  queueRank,
  raisedPriority,
  wishAfterRaise,
  type Kinds,
} from '#server/tickets/domain/classification.ts'
import { begin, evolve } from '#server/tickets/domain/evolve.ts'
import { decideOpening } from '#server/tickets/domain/open.ts'
import { sideOf } from '#server/tickets/domain/side.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import type { TicketCommand } from '#server/tickets/domain/ticketCommands.ts'
import { entersQueue, type TicketEvent } from '#server/tickets/domain/ticketEvents.ts'
import type { Ticket } from '#server/tickets/domain/ticketState.ts'
import { DAY, HOUR, monday, terms } from './tickets.ts'

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
type Link = { kind: 'split' | 'merge'; from: string; to: string; madeAt: number; isUndone: boolean }
export type Desk = {
  at: number
  count: number
  isLocked: boolean
  tickets: Map<string, Held>
  links: Link[]
  written: number
}
export type Random = { next: () => number; pick: <Item>(items: readonly [Item, ...Item[]]) => Item }

const kinds: Kinds = {
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

export function emptyDesk(): Desk {
  return { at: monday.getTime(), count: 0, isLocked: false, tickets: new Map(), links: [], written: 0 }
}

type Act = (desk: Desk, by: string, random: Random) => TicketEvent[]

function held(desk: Desk, random: Random): Held {
  const [first, ...others] = desk.tickets.values()
  if (first === undefined) throw new Refusal('not_found')
  return random.pick([first, ...others])
}

function apply(desk: Desk, one: Held, events: readonly TicketEvent[]): TicketEvent[] {
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

function run(desk: Desk, one: Held, command: TicketCommand): TicketEvent[] {
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

const nextId = (desk: Desk, what: string): string => `${what}-${(desk.count += 1)}`

function open(couponId: string | null): Act {
  return (desk, by, random) => {
    if (desk.tickets.size >= 9) throw new Refusal('too_many_requests')
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

/** As the server sends: where the conversation goes on. */
function send(side: 'client' | 'desk', kind: 'public' | 'note'): Act {
  return (desk, by, random) => {
    const to = livingOf(desk, held(desk, random))
    const type = kind === 'note' ? ('addNote' as const) : ('sendMessage' as const)
    return run(desk, to, { type, at: new Date(desk.at), by, side, messageId: nextId(desk, 'message') })
  }
}

function command(make: (at: Date, by: string, random: Random, messageId: string) => TicketCommand): Act {
  return (desk, by, random) =>
    run(desk, held(desk, random), make(new Date(desk.at), by, random, nextId(desk, 'message')))
}

function classify(one: Held, category: Category | null, priority: Priority): void {
  decideClassification(one.ticket, one, { category, priority }, kinds)
  Object.assign(one, { category, priority, wish: null, rank: queueRank(one.ticket, priority, kinds) })
}

const split: Act = (desk, by, random) => {
  const origin = held(desk, random)
  const [message] = origin.messages
  if (message === undefined || desk.tickets.size >= 9) throw new Refusal('split_not_said')
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

const merge: Act = (desk, by, random) => {
  const merged = held(desk, random)
  return mergeTwo(desk, by, { merged, living: livingOf(desk, held(desk, random)) })
}

const undo: Act = (desk, by, random) => {
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

const raise: Act = (desk, _by, random) => {
  const one = held(desk, random)
  const priority = raisedPriority(one, kinds)
  if (priority === null || one.ticket.lock !== null || one.ticket.status === 'closed') return []
  const wish = wishAfterRaise(one.wish, priority)
  classify(one, one.category, priority)
  one.wish = wish
  return []
}

/** The switch of support: of all that the client has here. */
const lockAll: Act = (desk) => {
  desk.isLocked = true
  const lock = { type: 'lock', at: new Date(desk.at), by: null, reason: 'partner_connected' } as const
  return [...desk.tickets.values()].flatMap((one) => run(desk, one, lock))
}
const unlockAll: Act = (desk) => {
  desk.isLocked = false
  return [...desk.tickets.values()].flatMap((one) =>
    run(desk, one, { type: 'unlock', at: new Date(desk.at), by: null }),
  )
}

const clientActs = {
  open: open(null),
  message: send('client', 'public'),
  note: send('client', 'note'),
  withdraw: command((at, by) => ({ type: 'withdraw', at, by })),
  confirm: command((at, by) => ({ type: 'confirm', at, by })),
  giveAccess: command((at, by, _random, messageId) => ({
    type: 'giveAccess',
    at,
    by,
    message: { messageId, kind: 'public' },
  })),
  helped: command((at, by) => ({ type: 'closeAsHelped', at, by })),
  askForPerson: command((at, by) => ({ type: 'askForPerson', at, by, hasPeople: true })),
  reopen: command((at, by) => ({ type: 'reopen', at, by, hasPeople: true })),
} satisfies Record<string, Act>

const deskActs = {
  take: command((at, by) => ({ type: 'take', at, by })),
  assign: command((at, by, random) => ({
    type: 'assign',
    at,
    by,
    assigneeId: random.pick(['agent', 'lead', 'owner']),
  })),
  message: send('desk', 'public'),
  note: send('desk', 'note'),
  ask: command((at, by, random, messageId) => ({
    type: 'ask',
    at,
    by,
    message: { messageId, kind: random.next() < 0.9 ? 'public' : 'note' },
  })),
  defer: command((at, by, random, messageId) => ({
    type: 'defer',
    at,
    by,
    message: { messageId, kind: 'public' },
    reason: random.pick(['moreFromClient', 'notReproduced', 'development', 'abuse', 'unknown']),
    until: random.next() < 0.9 ? new Date(at.getTime() + (random.next() < 0.9 ? DAY : -DAY)) : null,
  })),
  moveDate: command((at, by, random) => ({
    type: 'moveDate',
    at,
    by,
    until: new Date(at.getTime() + (random.next() < 0.9 ? DAY : -DAY)),
  })),
  resume: command((at, by) => ({ type: 'resume', at, by, cause: 'resumed' })),
  resolve: command((at, by, _random, messageId) => ({
    type: 'resolve',
    at,
    by,
    message: { messageId, kind: 'public' },
  })),
  decline: command((at, by, random, messageId) => ({
    type: 'decline',
    at,
    by,
    message: { messageId, kind: 'public' },
    reason: random.pick(['outOfScope', '']),
  })),
  classify: (desk, _by, random) => {
    const one = held(desk, random)
    classify(one, random.pick(['incident', 'serviceRequest', null]), random.pick(['low', 'high', 'critical']))
    return []
  },
  split,
  merge,
  undo,
} satisfies Record<string, Act>

const productActs = {
  closeByTime: command((at) => ({ type: 'closeByTime', at })),
  dateCame: command((at) => ({ type: 'resume', at, by: null, cause: 'dateCame' })),
  silence: command((at) => ({ type: 'closeForSilence', at, lastMessageAt: monday })),
  coupon: open('coupon-1'),
  raise,
  lockAll,
  unlockAll,
} satisfies Record<string, Act>

function pickAct([first, ...others]: readonly Act[], random: Random): Act {
  if (first === undefined) throw new Error('nobody can do anything')
  return random.pick([first, ...others])
}

/** Whoever is not of this desk or this client is told that there is no such ticket. */
export function actAs(desk: Desk, name: Name, random: Random): TicketEvent[] {
  const side = sideOf(people[name], { memberId: 'portal-1', deskId: 'desk-1' })
  const act = pickAct(side === 'client' ? Object.values(clientActs) : Object.values(deskActs), random)
  return act(desk, name, random)
}

export function actOfProduct(desk: Desk, random: Random): TicketEvent[] {
  const act = pickAct(Object.values(productActs), random)
  // Most of the time people may work.
  if (act === lockAll && random.next() < 0.7) return []
  return act(desk, '', random)
}

/** Who waits, in the order of the queue (S7). */
export function queueOf(desk: Desk): Held[] {
  const waiting = [...desk.tickets.values()].filter(({ ticket }) => ticket.status === 'queued' && ticket.lock === null)
  return waiting.toSorted(
    (one, other) =>
      one.rank - other.rank || one.queuedAt - other.queuedAt || (one.ticket.ticketId < other.ticket.ticketId ? -1 : 1),
  )
}
