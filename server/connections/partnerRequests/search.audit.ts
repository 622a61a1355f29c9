import type { JournalEvent } from '#contract/events.ts'
import { findDesk } from '#server/desks/desks.queries.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { PartnerEvent } from './domain/partnerRequest.ts'
import type { KnownRequest } from './partnerRequests.sql.ts'

type SearchAct = Extract<JournalEvent, { type: `partner.${string}` }>

/**
 * D5: one entry in the log of each desk concerned. Who did it stands in the log of their own desk; in the other's it is the system, with
 * the name of the desk alone.
 */
export async function appendSearch(
  unit: UnitOfWork,
  known: KnownRequest,
  event: PartnerEvent,
  { by, codeId = '' }: { by: JournalActor; codeId?: string },
): Promise<void> {
  const holder = 'holder' in event ? event.holder : event
  const nameOf = async (deskId: string) => (await findDesk(unit.tx, deskId))?.name ?? ''
  const ids = { requestId: known.requestId, handoverId: holder?.handoverId ?? '' }
  const toStandard = { ...ids, partner: holder === null ? '' : await nameOf(holder.deskId) }
  const toPartner = { ...ids, partner: await nameOf(known.deskId) }
  const inTicket = { ...toStandard, ticketId: known.ticketId, number: known.number }
  const takenBack: SearchAct = { type: 'partner.takenBack', payload: toPartner }

  const atStandard = (act: SearchAct, actor: JournalActor) => appendAct(unit, known, known.deskId, { act, actor })
  const atPartner = async (act: SearchAct, actor: JournalActor) => {
    if (holder !== null) await appendAct(unit, known, holder.deskId, { act, actor })
  }

  switch (event.type) {
    case 'handed':
      await atStandard({ type: 'partner.handed', payload: toStandard }, by)
      return atPartner({ type: 'partner.received', payload: toPartner }, theSystem)
    case 'recalled':
      await atStandard({ type: 'partner.recalled', payload: toStandard }, by)
      return atPartner(takenBack, theSystem)
    case 'declined':
      await atPartner({ type: 'partner.declined', payload: toPartner }, by)
      return atStandard({ type: 'partner.refused', payload: inTicket }, theSystem)
    case 'offered':
      await atPartner({ type: 'partner.answered', payload: { ...toPartner, codeId } }, by)
      return atStandard({ type: 'partner.offered', payload: inTicket }, theSystem)
    case 'withdrawn':
      await atStandard({ type: 'partner.withdrawn', payload: { requestId: known.requestId } }, by)
      return atPartner(takenBack, theSystem)
    case 'closed':
      await atStandard({ type: 'partner.searchClosed', payload: { requestId: known.requestId } }, by)
      return atPartner(takenBack, theSystem)
    case 'connected':
      // To whom else the client went is no business of the desks that are left.
      await atStandard({ type: 'partner.found', payload: { requestId: known.requestId } }, by)
      return event.byHolder ? undefined : atPartner(takenBack, theSystem)
  }
}

export function appendAct(
  unit: UnitOfWork,
  { memberId }: Pick<KnownRequest, 'memberId'>,
  deskId: string,
  { act, actor }: { act: SearchAct; actor: JournalActor },
): Promise<void> {
  return append(unit, [{ ...act, actor, memberId, deskId }])
}
