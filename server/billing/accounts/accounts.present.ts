import type { AccountSummary, AccountView, PackageView } from '#contract/billing/accounts.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { AccountKey, Side } from '../domain/accountForUpdate.ts'
import { planTitle } from '../domain/planTitle.ts'
import type { AccountRow, Named, PackageRow } from './accountReads.sql.ts'
import type { SummaryRow } from './accountsList.sql.ts'
import { presentTimer } from './intervals.present.ts'
import type { ShownTimer } from './intervals.sql.ts'

export type ShownAccount = AccountKey & {
  at: Date
  side: Side
  names: Named
  regulation: Regulation
  row: AccountRow
  packages: PackageRow[]
  timers: ShownTimer[]
  takenIn30Days: number
  usage: AccountView['usage']
}

export function presentAccount(shown: ShownAccount): AccountView {
  const { at, side, deskId, memberId, regulation, row, takenIn30Days, usage } = shown
  const { limitQuanta, owedQuanta: owed, interruptedSince, entries } = row
  const packages = shown.packages.map((one) => presentPackage(one, regulation.plans, at))
  const live = packages.filter(({ state }) => state !== 'ended')
  return {
    at: at.toISOString(),
    side,
    deskId,
    memberId,
    ...shown.names,
    quantumMinutes: regulation.work.quantumMinutes,
    left: live.reduce((sum, { left }) => sum + left, Math.max(0, limitQuanta - owed)),
    total: live.reduce((sum, { quanta }) => sum + quanta, limitQuanta),
    owed,
    limitQuanta,
    usage,
    interruptedSince: entries === 0 ? null : (interruptedSince?.toISOString() ?? null),
    packages,
    timers: shown.timers.map((timer) => presentTimer(timer, side, at)),
    takenIn30Days,
    entries,
  }
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

export function presentSummary(row: SummaryRow): AccountSummary {
  return {
    ...row,
    interruptedSince: row.interruptedSince?.toISOString() ?? null,
    nextEndsAt: row.nextEndsAt?.toISOString() ?? null,
  }
}
