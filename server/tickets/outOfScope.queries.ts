import type { Language } from '#contract/common.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { WayOn } from '#contract/regulations/tickets.types.ts'
import type { TicketScope } from '#contract/tickets/scope.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { answerOutside } from '#server/regulations/domain/scope.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { outOfScope } from './domain/reasons.ts'
import { readTickets } from './ticketReads.sql.ts'
import { sideOfTicket } from './tickets.queries.ts'

/** T5: for staff, what its regulation answers to what is outside, by the version under which the ticket was opened. */
export async function readTicketScope(db: Reader, actor: Actor, ticketId: string): Promise<TicketScope> {
  const { regulation, language } = await findScope(db, actor, ticketId)
  const { areas, outside } = regulation.scope
  return {
    language,
    areas: areas.map(({ code, title, outside: own }) => ({ code, title, ...(own ?? outside) })),
    rest: outside,
  }
}

/** Why it is declined, by the regulation's reason for just that, and where the client is led from there. */
export async function findOutOfScope(
  db: Reader,
  actor: Actor,
  { ticketId, area }: { ticketId: string; area: string | null },
): Promise<{ reason: string; way: WayOn | null }> {
  const { regulation } = await findScope(db, actor, ticketId)
  const answer = answerOutside(regulation.scope, area)
  if (answer === null) throw new Refusal('invalid_input', { field: 'area', problem: 'unknown' })
  return { reason: outOfScope, way: answer.way }
}

async function findScope(
  db: Reader,
  actor: Actor,
  ticketId: string,
): Promise<{ regulation: Regulation; language: Language }> {
  const side = await sideOfTicket(db, actor, ticketId)
  if (side !== 'desk') throw new Refusal('not_allowed')
  const [row] = await readTickets(db, [ticketId], { side, userId: actor.userId })
  if (row === undefined) throw new Refusal('not_found')
  const portal = await loadPortal(db, row.memberId)
  return {
    regulation: await regulationOfVersion(db, row.deskId, row.regulationVersion),
    language: portal?.language ?? 'ru',
  }
}
