import { priorities, type Category, type Priority } from '#contract/regulations/base.types.ts'
import { ordinaryRank } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Ticket } from './ticketState.ts'

/** What a ticket is about and how much it hurts (T3); without a category it is not classified yet. */
export type Classification = { category: Category | null; priority: Priority }

/** What the ticket's regulation says of it. */
export type Kinds = {
  categories: readonly { code: Category; priorities: readonly Priority[] }[]
  /** Who overtakes everybody else in the queue, in this order (S7). */
  first: readonly ('critical' | 'coupon')[]
}

/** What a client proposes holds until the desk says otherwise; who proposes nothing gets the usual priority. */
export function proposed(
  wanted: { category?: Category | undefined; priority?: Priority | undefined },
  kinds: Kinds,
): Classification {
  const category = wanted.category ?? null
  const allowed = prioritiesOf(category, kinds)
  const usual = allowed.includes('medium') ? 'medium' : (allowed[0] ?? 'medium')
  const classification = { category, priority: wanted.priority ?? usual }
  refuseUnlessFits(classification, kinds)
  return classification
}

/** Null where it changes nothing. */
export function decideClassification(
  ticket: Pick<Ticket, 'lock' | 'status'>,
  before: Classification,
  wanted: Classification,
  kinds: Kinds,
): { from: Classification; to: Classification } | null {
  if (ticket.lock !== null) throw new Refusal('ticket_locked', { reason: ticket.lock.reason })
  if (ticket.status === 'closed') throw new Refusal('ticket_closed')
  refuseUnlessFits(wanted, kinds)
  const isSame = before.category === wanted.category && before.priority === wanted.priority
  return isSame ? null : { from: before, to: wanted }
}

/** One step up, as far as the category allows; null at the top. */
export function raisedPriority({ category, priority }: Classification, kinds: Kinds): Priority | null {
  const allowed = prioritiesOf(category, kinds)
  return priorities.slice(priorities.indexOf(priority) + 1).find((higher) => allowed.includes(higher)) ?? null
}

/** Who goes before whom in the queue whatever their arrival (S7): what the regulation lets go first, in its order. */
export function queueRank({ couponId }: Pick<Ticket, 'couponId'>, priority: Priority, { first }: Kinds): number {
  const place = first.findIndex((one) => (one === 'coupon' ? couponId !== null : priority === 'critical'))
  return place < 0 ? ordinaryRank : place
}

function refuseUnlessFits({ category, priority }: Classification, kinds: Kinds): void {
  if (category !== null && !kinds.categories.some(({ code }) => code === category)) {
    throw new Refusal('category_unknown', { category })
  }
  if (!prioritiesOf(category, kinds).includes(priority))
    throw new Refusal('priority_not_allowed', { category, priority })
}

/** Of a ticket that may turn out to be anything: whatever one of the categories allows. */
function prioritiesOf(category: Category | null, { categories }: Kinds): readonly Priority[] {
  const possible = categories.filter(({ code }) => category === null || code === category)
  return priorities.filter((priority) => possible.some((one) => one.priorities.includes(priority)))
}
