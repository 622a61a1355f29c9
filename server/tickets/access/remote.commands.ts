import type { BoxInput, StartSessionInput } from '#contract/tickets/access.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { isLive, refuseUnlessTakesAccess } from '../domain/access.ts'
import { findSession, insertSession } from '../remoteSessions.sql.ts'
import { endSessionsOf } from '../ticketAccess.commands.ts'
import { isAssignee } from '../ticketAccess.queries.ts'
import { loadBox } from './access.commands.ts'

/** T9, Q11: whoever has the ticket begins to work at the client's screen. The same begun again is one session. */
export async function startSession(unit: UnitOfWork, actor: Actor, input: StartSessionInput): Promise<void> {
  const { box, ticketForUpdate, side } = await loadBox(unit, actor, input)
  if (side !== 'desk') throw new Refusal('not_allowed')
  if (!isAssignee(ticketForUpdate.ticket, actor)) throw new Refusal('access_for_assignee')
  const { accessId, ticketId, kind, tool } = box
  if (kind !== 'remote' || tool === null) throw new Refusal('access_not_remote')
  const known = await findSession(unit.tx, input.sessionId)
  if (known !== null && known.accessId === accessId && known.agentId === actor.userId) return
  refuseUnlessTakesAccess(ticketForUpdate.ticket)
  if (box.state === 'asked') throw new Refusal('access_not_given')
  if (!isLive(box, unit.at)) throw new Refusal('access_over')
  const { sessionId } = input
  const agent = { agentId: actor.userId, agentName: actor.name }
  const isNew = await insertSession(unit, { sessionId, accessId, ticketId, tool, ...agent, startedAt: unit.at })
  if (!isNew) throw new Refusal('remote_session_running')
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'remote.started', payload: { sessionId, accessId, tool } },
    actor: signatureOf(actor, 'desk'),
    isPublic: true,
    isActivity: true,
  })
}

/** By either side; what does not run has ended. */
export async function endSession(unit: UnitOfWork, actor: Actor, input: BoxInput): Promise<void> {
  const { box, ticketForUpdate, side } = await loadBox(unit, actor, input)
  await endSessionsOf(unit, ticketForUpdate, [box.accessId], { actor: signatureOf(actor, side), side })
}
