import type { CodePreview, Level } from '#contract/connections/types.ts'
import type { Desk } from '#server/desks/desks.queries.ts'
import { peopleCalendar, type Regulation } from '#server/regulations/domain/document.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { withoutTargetFor } from '#server/regulations/domain/targets.ts'
import { planPrices } from '../domain/planPrices.ts'
import { hoursOf } from '../entitlement/domain/entitlement.ts'
import { stateTokenOf } from '../domain/connection.ts'
import type { PreviewedCode } from './codePreview.queries.ts'
import type { SupportCode } from './codes.sql.ts'

/** What an activation by this code would change, with the state that its confirmation has to carry (C4). */
export function presentPreviewed(preview: PreviewedCode): CodePreview {
  const { desk, code, level, inForce, support, locksTickets, locksDeskName, unlocksTickets } = preview
  const stateToken = stateTokenOf(support, inForce.version)
  const facts = { locksTickets, locksDeskName, unlocksTickets, stateToken }
  return presentPreview(desk, inForce.regulation, { ...code, level }, facts)
}

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
