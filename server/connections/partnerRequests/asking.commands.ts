import type { AskForPartnerInput } from '#contract/connections/partnerRequests.types.ts'
import { signatureOf, type ClientActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { openTicket, withdrawWhereOpen, type TicketDeps } from '#server/tickets/feature.ts'
import { loadSupportForUpdate } from '../support/support.queries.ts'
import { findDeskToAsk } from './deskToAsk.queries.ts'
import { decidePartnerRequest, isOver } from './domain/partnerRequest.ts'
import { holdRequest } from './heldRequest.commands.ts'
import * as rows from './partnerRequests.sql.ts'
import { searchTicketTexts } from './partnerRequests.texts.ts'
import { appendAct, appendSearch } from './search.audit.ts'

const DAY = 86_400_000
/** So many requests of one portal within a day: each is a ticket, and perhaps a partner's time. */
const ASKED_A_DAY = 3

/**
 * E11: a service request at the standard desk, with the answers kept beside it. One is open at a time: whoever asks while there is one
 * finds that one.
 */
export async function askForPartner(
  unit: UnitOfWork,
  { ticketDeps }: { ticketDeps: TicketDeps },
  actor: ClientActor,
  { requestId, ticketId, messageId, needs }: AskForPartnerInput,
): Promise<void> {
  const { memberId } = actor
  const { portal } = await loadSupportForUpdate(unit, memberId)
  const known = await rows.findRequest(unit.tx, { activeOf: memberId }, unit.at)
  if (known !== null && !isOver(known.request)) return
  if (known !== null) await rows.saveEnded(unit, known.requestId, 'closed')
  const asked = await findDeskToAsk(unit, portal)
  if (asked.obstacle !== null) throw new Refusal(asked.obstacle)
  const dayAgo = new Date(unit.at.getTime() - DAY)
  if ((await rows.countAskedSince(unit.tx, memberId, dayAgo)) >= ASKED_A_DAY) {
    throw new Refusal('partner_asked_too_often')
  }
  const { deskId } = asked
  const { regulation } = await ticketDeps.termsFor(unit, { deskId, memberId })
  const isKnown = regulation.categories.some(({ code }) => code === 'serviceRequest')
  const said = searchTicketTexts(needs, { portalName: portal.domain, language: portal.language })
  const opening = { ticketId, messageId, ...said, ...(isKnown ? { category: 'serviceRequest' as const } : {}) }
  await openTicket(unit, ticketDeps, actor, opening, { deskId, hasPeople: true })
  await rows.insertRequest(unit, { requestId, memberId, deskId, ticketId, needs, by: actor })
  const opened = await rows.findRequest(unit.tx, { requestId }, unit.at)
  const act = { type: 'partner.asked' as const, payload: { requestId, number: opened?.number ?? '' } }
  await appendAct(unit, actor, deskId, { act, actor: signatureOf(actor, 'client') })
}

/** The client looks for nobody any more; its ticket, which was about nothing else, goes with it. */
export async function withdrawPartnerRequest(
  unit: UnitOfWork,
  { ticketDeps }: { ticketDeps: TicketDeps },
  actor: ClientActor,
  requestId: string,
): Promise<void> {
  const { known } = await holdRequest(unit, { requestId }, ({ memberId }) => memberId === actor.memberId)
  // Asked for again by a page that did not get its answer.
  if (known.request.status === 'withdrawn') return
  await withdrawWhereOpen(unit, ticketDeps, actor, known.ticketId)
  for (const event of decidePartnerRequest(known.request, { type: 'withdraw' }, { lock: null })) {
    await rows.saveEnded(unit, requestId, 'withdrawn')
    if (event.type === 'withdrawn' && event.holder !== null)
      await rows.saveHandover(unit, event.holder.handoverId, 'over')
    await appendSearch(unit, known, event, { by: signatureOf(actor, 'client') })
  }
}
