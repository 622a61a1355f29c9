import type { AccountSummary, AccountView, PackageView } from '#contract/billing/accounts.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { InForce } from '#server/regulations/regulation.queries.ts'
import type { AccountKey, Side } from '../domain/accountForUpdate.ts'
import { namesFor, type Named, type PackageRow } from './accountReads.sql.ts'
import type { ListedRow } from './accountsList.sql.ts'
import { awaitedPayment } from './domain/awaitedPayment.ts'
import type { AccountFigures } from './domain/accountFigures.ts'
import type { PlanTitles } from './planTitles.queries.ts'
import { presentTimer } from './intervals.present.ts'
import type { ShownTimer } from './intervals.sql.ts'

export type ShownAccount = AccountKey & {
  at: Date
  side: Side
  names: Named
  /** How work is counted now, and what the client is sold now (E9). */
  work: Regulation['work']
  terms: InForce
  titles: PlanTitles
  figures: AccountFigures
  packages: PackageRow[]
  timers: ShownTimer[]
  takenIn30Days: number
  usage: (Omit<NonNullable<AccountView['usage']>, 'planTitle' | 'since'> & { since: Date }) | null
}

export function presentAccount(shown: ShownAccount): AccountView {
  const { at, side, deskId, memberId, work, terms, titles, figures, takenIn30Days, usage } = shown
  const { left, total, owed, limitQuanta, leastCharge, interruptedSince, entries } = figures
  return {
    at: at.toISOString(),
    side,
    deskId,
    memberId,
    ...namesFor(shown.names, side),
    quantumMinutes: work.quantumMinutes,
    left,
    total,
    owed,
    limitQuanta,
    usage: usage === null ? null : presentUsage(usage, titles(usage.planCode, terms.version)),
    interruptedSince: interruptedSince?.toISOString() ?? null,
    awaits: awaitedPayment(figures, terms.regulation),
    leastCharge,
    packages: shown.packages.map((one) => presentPackage(one, titles(one.planCode, one.version), at)),
    timers: shown.timers.map((timer) => presentTimer(timer, side, at)),
    takenIn30Days,
    entries,
  }
}

function presentUsage(usage: NonNullable<ShownAccount['usage']>, planTitle: PlanTitle): AccountView['usage'] {
  return { ...usage, planTitle, since: usage.since.toISOString() }
}

type PlanTitle = ReturnType<PlanTitles>

function presentPackage(row: PackageRow, planTitle: PlanTitle, at: Date): PackageView {
  const { packageId, planCode, quanta, left, startsAt, endsAt, hasEnded } = row
  const isOver = hasEnded || endsAt.getTime() <= at.getTime()
  const state = isOver ? 'ended' : stateOfLive(left)
  return {
    packageId,
    planCode,
    planTitle,
    quanta,
    left: isOver ? 0 : left,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    state,
  }
}

function stateOfLive(left: number): 'live' | 'usedUp' {
  return left > 0 ? 'live' : 'usedUp'
}

export type ListedAccount = ListedRow & { figures: AccountFigures; quantumMinutes: number }

export function presentSummary({ place, figures, ...listed }: ListedAccount): AccountSummary {
  const { clientName, portalName, quantumMinutes, openOrders, openDisputes } = listed
  const { left, total, owed, interruptedSince, nextEndsAt, timers } = figures
  return {
    memberId: place.memberId,
    clientName,
    portalName,
    quantumMinutes,
    left,
    total,
    owed,
    interruptedSince: interruptedSince?.toISOString() ?? null,
    nextEndsAt: nextEndsAt?.toISOString() ?? null,
    timers,
    openOrders,
    openDisputes,
  }
}
