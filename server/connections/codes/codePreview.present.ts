import type { CodePreview } from '#contract/connections/types.ts'
import type { Desk } from '#server/desks/desks.queries.ts'
import { peopleCalendar, type Regulation } from '#server/regulations/domain/document.ts'
import { offerTo } from '#server/regulations/domain/prices.ts'
import { slowestReactionMinutes } from '#server/regulations/domain/targets.ts'
import { hoursOf } from '../entitlement/domain/entitlement.ts'
import type { SupportCode } from './codes.sql.ts'

export function presentPreview(
  desk: Desk,
  regulation: Regulation,
  code: Pick<SupportCode, 'clientStatus' | 'plans'>,
  facts: Pick<CodePreview, 'locksTickets' | 'locksDeskName' | 'unlocksTickets' | 'stateToken'>,
): CodePreview {
  const calendar = peopleCalendar(regulation, 'professional')
  return {
    ...facts,
    deskId: desk.deskId,
    deskName: desk.name,
    timeZone: calendar?.timeZone ?? 'UTC',
    hours: calendar === null ? [] : hoursOf(calendar),
    clientStatus: code.clientStatus,
    quantumMinutes: regulation.work.quantumMinutes,
    plans: allowedPlans(regulation, code.plans).map((plan) => ({
      code: plan.code,
      name: plan.title,
      reactionMinutes: slowestReactionMinutes(regulation, plan.code),
      ...offerTo(plan, code.clientStatus),
    })),
  }
}

function allowedPlans({ plans }: Regulation, allowed: readonly string[] | null): Regulation['plans'] {
  return allowed === null ? plans : plans.filter(({ code }) => allowed.includes(code))
}
