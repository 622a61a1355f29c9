import { expect, it } from 'vitest'
import { refusalTexts } from '#contract/refusals.texts.ts'
import { languages, type Language } from '#contract/common.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { ordinaryRank } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Ticket } from '#server/tickets/domain/ticketState.ts'
import { dueAtOf } from '#server/tickets/domain/ticketForUpdate.ts'
import { fromState, toState } from '#server/tickets/ticketRow.sql.ts'
import { actAs, actOfProduct } from './deskActs.ts'
import { emptyDesk, livingOf, people, queueOf, type Desk, type Held, type Name, type Random } from './deskModel.ts'
import { DAY } from './tickets.ts'

const runs = 850
const stepsOfRun = 120

const strangers = ['employee', 'otherClient', 'otherDesk'] as const
const names = ['admin', 'integrator', 'agent', 'lead', 'owner'] as const
const isClient = (name: Name): boolean => people[name].client !== null && people[name].memberId === 'portal-1'

/** The same numbers for the same seed. */
function randomOf(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}

/** One time of ten somebody to whom there is no such ticket. */
function whoActs(random: Random): Name {
  return random.next() < 0.1 ? random.pick(strangers) : random.pick(names)
}

type Before = { order: string[]; ranks: Map<string, number>; deferred: Set<string> }

function snapshot(desk: Desk): Before {
  const order = queueOf(desk)
  return {
    order: order.map(({ ticket }) => ticket.ticketId),
    ranks: new Map([...desk.tickets].map(([id, { rank }]) => [id, rank])),
    deferred: new Set([...desk.tickets].flatMap(([id, { ticket }]) => (ticket.status === 'deferred' ? [id] : []))),
  }
}

/** The first sentence of what is impossible, or nothing. */
function wrongIn(desk: Desk): string | null {
  let said = 0
  for (const one of desk.tickets.values()) {
    const wrong = wrongTicket(desk, one)
    if (wrong !== null) return `${one.ticket.ticketId}: ${wrong}`
    said += one.messages.length
  }
  return said === desk.written ? null : 'a message was lost or stands twice'
}

/** A state is never changed, only followed by another one: each is looked at once. */
const looked = new WeakSet<Ticket>()

function wrongTicket(desk: Desk, one: Held): string | null {
  const living = livingOf(desk, one)
  if (living.ticket.status === 'closed' && living.ticket.mergedInto !== null) return 'it goes on in what is merged'
  if (looked.has(one.ticket)) return null
  looked.add(one.ticket)
  return wrongState(one.ticket)
}

function wrongState(ticket: Ticket): string | null {
  // Written strictly: what no place has, or what one lacks, throws here.
  const stored = JSON.parse(toState(ticket))
  const read = fromState({
    ticket_id: ticket.ticketId,
    desk_id: ticket.deskId,
    member_id: ticket.portalId,
    status: ticket.status,
    state: stored,
    lock_reason: ticket.lock?.reason ?? null,
    opened_at: ticket.openedAt,
    last_at: ticket.lastEventAt,
  })
  if (read.status !== ticket.status) return 'it is not what it was written as'
  if (ticket.lastEventAt < ticket.openedAt) return 'its time went back'
  if (ticket.status === 'closed' && (ticket.closeReason === 'merged') !== (ticket.mergedInto !== null))
    return 'merged without a way on'
  const due = dueAtOf(ticket)
  if (due !== null && ticket.status !== 'resolved' && ticket.status !== 'deferred') return 'something is due by itself'
  return null
}

/**
 * Of those that waited before and wait now, none is ahead of another that it was behind; who is new waits behind its own rank. What the
 * desk had put off has kept the place of its arrival, and comes back to it.
 */
function overtook(desk: Desk, { order, ranks, deferred }: Before): string | null {
  const now = queueOf(desk).map(({ ticket, rank }) => ({ id: ticket.ticketId, rank }))
  const stayed = now.filter(({ id }) => order.includes(id)).map(({ id }) => id)
  const were = order.filter((id) => stayed.includes(id))
  if (stayed.join(' ') !== were.join(' ')) return `the order was ${were.join(' ')} and is ${stayed.join(' ')}`
  for (const [index, { id, rank }] of now.entries()) {
    if (order.includes(id)) continue
    if (rank !== (ranks.get(id) ?? ordinaryRank)) return `${id} came ahead of others by its rank`
    if (deferred.has(id)) continue
    const wrong = now.slice(index + 1).find((behind) => order.includes(behind.id) && behind.rank === rank)
    if (wrong !== undefined) return `${id} came ahead of ${wrong.id}`
  }
  return null
}

const textOf = (language: Language, code: RefusalCode): string => refusalTexts.texts[language][code]

function refusalWithoutWords(refusal: Refusal): string | null {
  const missing = languages.filter((language) => textOf(language, refusal.code).trim() === '')
  return missing.length === 0 ? null : `${refusal.code} has no words in ${missing.join(', ')}`
}

type Outcome = { steps: number; taken: number; refused: Set<string>; merges: number; undone: number }

/** `before`: what waited before an act of the client; null before anybody else's. */
type Check = (desk: Desk, before: Before | null) => string | null

function play(seed: number, check: Check): Outcome {
  const random = randomOf(seed)
  const desk = emptyDesk()
  const outcome: Outcome = { steps: 0, taken: 0, refused: new Set(), merges: 0, undone: 0 }
  for (; outcome.steps < stepsOfRun; outcome.steps += 1) {
    // Mostly minutes, now and then days: an hour for undoing, dates and automatic closing all come to pass.
    desk.at += random.next() < 0.95 ? Math.floor(random.next() * 600_000) : Math.floor(random.next() * 3 * DAY)
    const by = random.next() < 0.15 ? ('product' as const) : whoActs(random)
    const before = by !== 'product' && isClient(by) ? snapshot(desk) : null
    try {
      if (by === 'product') actOfProduct(desk, random)
      else actAs(desk, by, random)
      outcome.taken += 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      outcome.refused.add(error.code)
      const wordless = refusalWithoutWords(error)
      if (wordless !== null) throw new Error(`seed ${seed}, step ${outcome.steps}: ${wordless}`, { cause: error })
    }
    const wrong = check(desk, before)
    if (wrong !== null) throw new Error(`seed ${seed}, step ${outcome.steps}, ${by}: ${wrong}`)
  }
  outcome.merges = desk.links.filter(({ kind }) => kind === 'merge').length
  outcome.undone = desk.links.filter(({ isUndone }) => isUndone).length
  return outcome
}

const everything: Check = (desk, before) => wrongIn(desk) ?? (before === null ? null : overtook(desk, before))

it(`T1 T4 ${runs * stepsOfRun} steps of everybody never lead where no ticket may be, and no client’s act moves one ahead`, () => {
  const outcomes = Array.from({ length: runs }, (_, seed) => play(seed + 1, everything))

  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + of(one), 0)
  const refused = new Set(outcomes.flatMap((one) => [...one.refused]))
  expect(sum(({ steps }) => steps)).toBeGreaterThanOrEqual(100_000)
  // The walk goes everywhere: most of what may be refused was, and merges were made and undone by the thousand.
  expect(sum(({ taken }) => taken)).toBeGreaterThan(30_000)
  expect(sum(({ merges }) => merges)).toBeGreaterThan(2000)
  expect(sum(({ undone }) => undone)).toBeGreaterThan(500)
  for (const code of [
    'ticket_closed',
    'ticket_locked',
    'ticket_merged',
    'merge_circle',
    'merge_target_ended',
    'undo_too_late',
    'undo_later_first',
    'link_undone',
    'move_not_allowed',
    'not_found',
    'reopen_too_late',
    'not_yet_due',
    'priority_not_allowed',
    'reason_unknown',
    'date_in_past',
    'note_not_allowed',
    'already_assigned',
  ])
    expect([...refused]).toContain(code)
})

it('T3 the walk finds a client who gets ahead, and a merge that goes round', () => {
  const wishCounts = (desk: Desk) => {
    for (const one of desk.tickets.values()) if (one.wish === 'critical') one.rank = 0
  }
  const withFault = (fault: (desk: Desk) => void) => () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      play(seed, (desk, before) => {
        fault(desk)
        return everything(desk, before)
      })
    }
  }

  expect(withFault(wishCounts)).toThrow(/came ahead of|the order was/)
  expect(
    withFault((desk) => {
      for (const one of desk.tickets.values()) {
        const { ticket } = one
        if (ticket.status === 'closed' && ticket.mergedInto !== null)
          one.ticket = { ...ticket, mergedInto: { ...ticket.mergedInto, ticketId: ticket.ticketId } }
      }
    }),
  ).toThrow(/circle/)
  expect(
    withFault((desk) => {
      for (const one of desk.tickets.values()) if (one.messages.length > 3) one.messages.pop()
    }),
  ).toThrow(/lost/)
})
