import { priorities, type Category, type Priority } from '#contract/regulations/base.types.ts'
import { ordinaryRank } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Ticket } from './ticketState.ts'

/** What a ticket is about and how much it hurts (T3); without a category it is not classified yet. */
export type Classification = { category: Category | null; priority: Priority }

/** A priority that a client has proposed and nobody of the desk has decided yet (T3). */
export type Wish = Priority | null

/** What the ticket's regulation says of it. */
export type Kinds = {
  categories: readonly { code: Category; priorities: readonly Priority[]; usual: Priority }[]
  /** Who overtakes everybody else in the queue, in this order (S7). */
  first: readonly ('critical' | 'coupon')[]
}

/**
 * The priority that a client proposes is a wish until the desk decides: queue and targets go by the usual one, so that nobody
 * overtakes others by asking to.
 */
export function proposed(
  wanted: { category?: Category | undefined; priority?: Priority | undefined },
  kinds: Kinds,
): { kind: Classification; wish: Wish } {
  const kind = { category: wanted.category ?? null, priority: usualOf(wanted.category ?? null, kinds) }
  refuseUnlessFits({ ...kind, priority: wanted.priority ?? kind.priority }, kinds)
  return { kind, wish: wanted.priority === kind.priority ? null : (wanted.priority ?? null) }
}

/** Null where it changes nothing. What leaves a ticket as it is still decides the client's wish. */
export function decideClassification(
  ticket: Pick<Ticket, 'lock' | 'status'>,
  { wish, ...before }: Classification & { wish: Wish },
  wanted: Classification,
  kinds: Kinds,
): { from: Classification; to: Classification } | null {
  if (ticket.lock !== null) throw new Refusal('ticket_locked', { reason: ticket.lock.reason })
  if (ticket.status === 'closed') throw new Refusal('ticket_closed')
  refuseUnlessFits(wanted, kinds)
  const isSame = before.category === wanted.category && before.priority === wanted.priority
  return isSame && wish === null ? null : { from: before, to: wanted }
}

/** One step up, as far as the category allows; null at the top. */
export function raisedPriority({ category, priority }: Classification, kinds: Kinds): Priority | null {
  const allowed = prioritiesOf(category, kinds)
  return priorities.slice(priorities.indexOf(priority) + 1).find((higher) => allowed.includes(higher)) ?? null
}

/** What a breach raises is nobody's decision: the wish stands until the ticket has as much. */
export function wishAfterRaise(wish: Wish, priority: Priority): Wish {
  return wish !== null && priorities.indexOf(priority) >= priorities.indexOf(wish) ? null : wish
}

/** Who goes before whom in the queue whatever their arrival (S7): what the regulation lets go first, in its order. */
export function queueRank({ couponId }: Pick<Ticket, 'couponId'>, priority: Priority, { first }: Kinds): number {
  const place = first.findIndex((one) => (one === 'coupon' ? couponId !== null : priority === 'critical'))
  return place < 0 ? ordinaryRank : place
}

/** T3: this regulation has the category, and the category such a priority. */
export function refuseUnlessFits({ category, priority }: Classification, kinds: Kinds): void {
  if (category !== null && !kinds.categories.some(({ code }) => code === category)) {
    throw new Refusal('category_unknown', { category })
  }
  if (!prioritiesOf(category, kinds).includes(priority))
    throw new Refusal('priority_not_allowed', { category, priority })
}

/** Of a ticket that may turn out to be anything, the least of what is usual: naming no category brings nobody forward. */
function usualOf(category: Category | null, { categories }: Kinds): Priority {
  const usual = categories.filter(({ code }) => category === null || code === category).map((one) => one.usual)
  return priorities.find((priority) => usual.includes(priority)) ?? 'medium'
}

/** Of a ticket that may turn out to be anything: whatever one of the categories allows. */
function prioritiesOf(category: Category | null, { categories }: Kinds): readonly Priority[] {
  const possible = categories.filter(({ code }) => category === null || code === category)
  return priorities.filter((priority) => possible.some((one) => one.priorities.includes(priority)))
}
