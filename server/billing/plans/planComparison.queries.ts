import { setImmediate } from 'node:timers/promises'
import {
  type ComparedPlan,
  type ComparePlansInput,
  type Comparison,
  monthsAhead,
} from '#contract/billing/comparison.types.ts'
import type { Plan } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import { readSnapshot } from '#server/platform/db/snapshot.ts'
import { currencyFor } from '#server/regulations/domain/prices.ts'
import { countClocks } from '#server/sla/clocks.queries.ts'
import type { Clock } from '#server/sla/domain/clock.ts'
import { termsFrom } from '#server/sla/domain/clockTerms.ts'
import type { WorkTerms } from '../domain/account.ts'
import type { Buyer } from '../domain/price.ts'
import { countReaction, noReactions, type Reactions, underPlan } from './domain/reactionsUnder.ts'
import { wholeSecond } from '#server/calendar/seconds.ts'
import { costOf, evenly, quantaOf, type WorkedInterval } from './domain/planCost.ts'
import type { ReadingDeps } from '../accounts/accountNow.queries.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { offeredTo } from './domain/offered.ts'
import { listOpened, listWorked } from './planComparison.sql.ts'
import { workTermsOf, zoneOf } from '../domain/workTerms.ts'

const DAY = 86_400_000
const monthDays = 30

/** Beyond these the newest are counted, and the answer says so: a click may not keep a process busy for long. */
export const mostIntervals = 3000
const mostReplays = 12_000
export const mostTickets = 3000
/** Between so many others get their turn. */
const atOnce = 250

type ComparingDeps = ReadingDeps & { db: Db }

export type Compared = { at: Date; regulation: Regulation; clientStatus: number; allowed: string[] | null }

/** Q3: what the same work would have cost under each plan that this client is offered, and how its first answers stood to it. */
export async function comparePlans(
  deps: ComparingDeps,
  account: AccountKey,
  { at, regulation, clientStatus, allowed }: Compared,
  { work, currency }: Pick<ComparePlansInput, 'work' | 'currency'>,
): Promise<Comparison> {
  const { db } = deps
  const plans = offeredTo(regulation, clientStatus, allowed, currency ?? null)
  const period = periodOf(work, at)
  const worked = work.by === 'past' ? await workedIn(deps, account, { ...period, at }) : []
  const intervals = worked.slice(-mostIntervals)
  const begun =
    work.by === 'past'
      ? await begunBy(intervals, workTermsOf(regulation))
      : evenly(work.quanta * monthsAhead, period.from, period.until)
  const ticketLimit = Math.min(mostTickets, Math.floor(mostReplays / Math.max(1, plans.length)))
  const opened = work.by === 'past' ? await listOpened(db, account, { ...period, limit: ticketLimit + 1 }) : []
  const ticketIds = opened.slice(0, ticketLimit)
  const reactions = await reactionsOf(db, ticketIds, { plans, regulation, until: period.until })
  const costs: Omit<ComparedPlan, 'reactions'>[] = []
  for (const plan of plans) {
    const buyer = { clientStatus, currency: currencyFor(plan, currency ?? null) }
    costs.push(comparedCost(plan, begun, buyer, { until: period.until, timeZone: zoneOf(regulation) }))
    await setImmediate()
  }
  return {
    from: period.from.toISOString(),
    until: period.until.toISOString(),
    intervals: intervals.length,
    isWorkCut: worked.length > intervals.length,
    tickets: ticketIds.length,
    areTicketsCut: opened.length > ticketIds.length,
    plans: costs.map((cost) => ({
      ...cost,
      reactions: work.by === 'past' ? (reactions.get(cost.planCode) ?? noReactions) : null,
    })),
  }
}

function periodOf(work: ComparePlansInput['work'], at: Date): { from: Date; until: Date } {
  const now = wholeSecond(at)
  if (work.by === 'past') return { from: new Date(now.getTime() - work.days * DAY), until: now }
  return { from: now, until: new Date(now.getTime() + monthsAhead * monthDays * DAY) }
}

/** A timer that has run out is over, stored or not. */
function workedIn(
  deps: ComparingDeps,
  account: AccountKey,
  { at, ...period }: { at: Date; from: Date; until: Date },
): Promise<WorkedInterval[]> {
  const { deskId, memberId } = account
  return readSnapshot(deps.db, at, async (snapshot) => {
    const worked = await listWorked(snapshot.tx, account, { ...period, limit: mostIntervals + 1 })
    const unstored = await deps.reads.unstoredAccounts(snapshot, { deskId, memberIds: [memberId] })
    const stops = new Map(unstored.get(memberId)?.stopped.map((one) => [one.intervalId, one.at]))
    return worked.map((one) => ({ ...one, stoppedAt: stops.get(one.intervalId) ?? one.stoppedAt }))
  })
}

function comparedCost(
  { code, title, sold }: Plan,
  begun: readonly Date[],
  buyer: Buyer,
  period: { until: Date; timeZone: string },
): Omit<ComparedPlan, 'reactions'> {
  return { planCode: code, title, ...costOf(begun, sold, buyer, period) }
}

async function begunBy(intervals: readonly WorkedInterval[], terms: WorkTerms): Promise<Date[]> {
  const begun: Date[] = []
  for (const { at } of quantaOf(intervals, terms)) {
    begun.push(at)
    if (begun.length % atOnce === 0) await setImmediate()
  }
  return begun
}

type Replaying = { plans: readonly Plan[]; regulation: Regulation; until: Date }

/** By plan. The promises are those of the regulation in force: it is what an order of now would buy. */
async function reactionsOf(
  db: Db,
  ticketIds: readonly string[],
  { plans, regulation, until }: Replaying,
): Promise<Map<string, Reactions>> {
  const terms = termsFrom(regulation)
  const byPlan = new Map(plans.map(({ code }) => [code, noReactions]))
  for (let from = 0; from < ticketIds.length; from += atOnce) {
    const clocks = await firstReactions(db, ticketIds.slice(from, from + atOnce))
    for (const [code, before] of byPlan) {
      const counted = clocks.reduce(
        (reactions, clock) => countReaction(reactions, underPlan(clock, code, terms), terms, until),
        before,
      )
      byPlan.set(code, counted)
      await setImmediate()
    }
  }
  return byPlan
}

/** A ticket that never waited for people has none. */
async function firstReactions(db: Db, ticketIds: readonly string[]): Promise<Clock[]> {
  const counted = await countClocks(db, ticketIds)
  return counted.flatMap(({ folded }) => folded.clocks.firstReaction ?? [])
}
