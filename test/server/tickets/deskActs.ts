import type { Category, Priority } from '#contract/regulations/base.types.ts'
import {
  decideClassification,
  queueRank,
  raisedPriority,
  wishAfterRaise,
} from '#server/tickets/domain/classification.ts'
import { sideOf } from '#server/tickets/domain/side.ts'
import type { TicketCommand } from '#server/tickets/domain/ticketCommands.ts'
import type { TicketEvent } from '#server/tickets/domain/ticketEvents.ts'
import { merge, split, undo } from './deskLinks.ts'
import {
  held,
  kinds,
  livingOf,
  nextId,
  open,
  people,
  run,
  type Act,
  type Desk,
  type Held,
  type Name,
  type Random,
} from './deskModel.ts'
import { DAY, monday } from './tickets.ts'

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

type Some = readonly [string, ...string[]]
/** Nine times of ten what may be given. */
function mostly(random: Random, right: Some, wrong: Some): string {
  return random.pick(random.next() < 0.9 ? right : wrong)
}

function classify(one: Held, category: Category | null, priority: Priority): void {
  decideClassification(one.ticket, one, { category, priority }, kinds)
  Object.assign(one, { category, priority, wish: null, rank: queueRank(one.ticket, priority, kinds) })
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
    reason: mostly(random, ['moreFromClient', 'notReproduced', 'development'], ['abuse', 'unknown']),
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
    reason: mostly(random, ['outOfScope', 'abuse'], ['unknown', '']),
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

const acts = {
  client: Object.values(clientActs),
  // What ties tickets to each other leads furthest, so it is done more often than people do it.
  desk: [...Object.values(deskActs), split, merge, merge, undo, undo],
}

/** Whoever is not of this desk or this client is told that there is no such ticket. */
export function actAs(desk: Desk, name: Name, random: Random): TicketEvent[] {
  const side = sideOf(people[name], { memberId: 'portal-1', deskId: 'desk-1' })
  return pickAct(isQuiet(desk) && side === 'client' ? [clientActs.open] : acts[side], random)(desk, name, random)
}

/** So few tickets are open that a client has something new to say. */
function isQuiet({ tickets }: Desk): boolean {
  return [...tickets.values()].filter(({ ticket }) => ticket.status !== 'closed').length < 3
}

export function actOfProduct(desk: Desk, random: Random): TicketEvent[] {
  const act = pickAct(Object.values(productActs), random)
  // Most of the time people may work.
  if (act === lockAll && random.next() < 0.7) return []
  return act(desk, '', random)
}
