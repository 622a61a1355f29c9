import type { CodePreview, Level } from '#contract/connections/types.ts'
import type { Desk } from '#server/desks/desks.queries.ts'
import { peopleCalendar, type Regulation } from '#server/regulations/domain/document.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { withoutTargetFor } from '#server/regulations/domain/targets.ts'
import { planPrices } from '../domain/planPrices.ts'
import { hoursOf } from '../entitlement/domain/entitlement.ts'
import type { SupportCode } from './codes.sql.ts'

export function presentPreview(
  desk: Desk,
  regulation: Regulation,
  { level, ...code }: Pick<SupportCode, 'clientStatus' | 'plans'> & { level: Level },
  facts: Pick<CodePreview, 'locksTickets' | 'locksDeskName' | 'unlocksTickets' | 'stateToken'>,
): CodePreview {
  const calendar = peopleCalendar(regulation, level)
  return {
    ...facts,
    deskId: desk.deskId,
    deskName: desk.name,
    timeZone: calendar?.timeZone ?? 'UTC',
    hours: calendar === null ? [] : hoursOf(calendar),
    clientStatus: code.clientStatus,
    quantumMinutes: regulation.work.quantumMinutes,
    plans: planPrices(regulation, code),
    reactions: promisedReactions(regulation, null),
    withoutTarget: withoutTargetFor(regulation, level),
  }
}
