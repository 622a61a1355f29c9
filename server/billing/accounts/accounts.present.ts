import type { AccountSummary, AccountView, PackageView } from '#contract/billing/accounts.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { AccountKey, Side } from '../domain/accountForUpdate.ts'
import { planTitle } from '../domain/planTitle.ts'
import { namesFor, type Named, type PackageRow } from './accountReads.sql.ts'
import type { ListedRow } from './accountsList.sql.ts'
import type { AccountFigures } from './domain/accountFigures.ts'
import { presentTimer } from './intervals.present.ts'
import type { ShownTimer } from './intervals.sql.ts'

export type ShownAccount = AccountKey & {
  at: Date
  side: Side
  names: Named
  regulation: Regulation
  figures: AccountFigures
  packages: PackageRow[]
  timers: ShownTimer[]
  takenIn30Days: number
  usage: (Omit<NonNullable<AccountView['usage']>, 'planTitle' | 'since'> & { since: Date }) | null
}

export function presentAccount(shown: ShownAccount): AccountView {
  const { at, side, deskId, memberId, regulation, figures, takenIn30Days, usage } = shown
  const { left, total, owed, limitQuanta, interruptedSince, entries } = figures
  return {
    at: at.toISOString(),
    side,
    deskId,
    memberId,
    ...namesFor(shown.names, side),
    quantumMinutes: regulation.work.quantumMinutes,
    left,
    total,
    owed,
    limitQuanta,
    usage: usage === null ? null : presentUsage(usage, regulation.plans),
    interruptedSince: interruptedSince?.toISOString() ?? null,
    packages: shown.packages.map((one) => presentPackage(one, regulation.plans, at)),
    timers: shown.timers.map((timer) => presentTimer(timer, side, at)),
    takenIn30Days,
    entries,
  }
}

function presentUsage(usage: NonNullable<ShownAccount['usage']>, plans: Regulation['plans']): AccountView['usage'] {
  const { planCode, since } = usage
  return { ...usage, planTitle: planTitle(planCode, plans), since: since.toISOString() }
}

function presentPackage(row: PackageRow, plans: Regulation['plans'], at: Date): PackageView {
  const { packageId, planCode, quanta, left, startsAt, endsAt, hasEnded } = row
  const isOver = hasEnded || endsAt.getTime() <= at.getTime()
  const state = isOver ? 'ended' : stateOfLive(left)
  return {
    packageId,
    planCode,
    planTitle: planTitle(planCode, plans),
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

export type ListedAccount = ListedRow & { figures: AccountFigures }

export function presentSummary({
  place,
  clientName,
  portalName,
  openOrders,
  openDisputes,
  figures,
}: ListedAccount): AccountSummary {
  const { left, total, owed, interruptedSince, nextEndsAt, timers } = figures
  return {
    memberId: place.memberId,
    clientName,
    portalName,
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
