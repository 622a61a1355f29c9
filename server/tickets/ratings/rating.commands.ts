import type { RateInput } from '#contract/tickets/ratings.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { sideOf } from '../domain/side.ts'
import { assigneeOf, ownersOf } from '../domain/ticketForUpdate.ts'
import { decideRating } from '../domain/rating.ts'
import { findEnding, findRating } from '../ticketRating.sql.ts'
import { saveRating } from './ratings.sql.ts'

/** T11: of two who rate at once the second one changes what the first has said. False: the same again is nothing new. */
export async function rateTicket(unit: UnitOfWork, actor: Actor, { ticketId, ...wanted }: RateInput): Promise<boolean> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const { ticket, regulationVersion } = ticketForUpdate
  const owners = ownersOf(ticketForUpdate)
  if (sideOf(actor, owners) !== 'client') throw new Refusal('not_allowed')
  const ending = await findEnding(unit.tx, ticket.ticketId)
  const before = ending === null ? null : await findRating(unit.tx, ticket.ticketId, ending.seq)
  const rated = decideRating({ ticket, ending, before }, wanted, unit.at)
  if (rated === null || ending === null) return false
  const { feedback } = await regulationOfVersion(unit.tx, owners.deskId, regulationVersion)
  const isLow = rated.score <= feedback.alertUpTo
  const endingSeq = ending.seq
  const { score, comment, from } = rated
  await saveRating(
    unit,
    { ticketId: ticket.ticketId, endingSeq, ...owners },
    { score, comment, isLow, agentId: assigneeOf(ticket), by: { userId: actor.userId, name: actor.name } },
  )
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'ticket.rated', payload: { score, from, endingSeq, isLow, hasComment: comment !== '' } },
    actor: signatureOf(actor, 'client'),
    isPublic: true,
    isActivity: false,
  })
  return true
}
