import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { appendPartnerStep } from '#server/tickets/feature.ts'
import { findDesk } from '#server/desks/desks.queries.ts'
import { decidePartnerRequest } from './domain/partnerRequest.ts'
import { holdWithTicket } from './heldRequest.commands.ts'
import * as rows from './partnerRequests.sql.ts'
import { appendSearch } from './search.audit.ts'
import { lockTaker } from './takers.sql.ts'

/** E11: the standard desk hands a request to a partner of this server that takes them. Of two at once the second reads that it is handed over. */
export async function handRequest(
  unit: UnitOfWork,
  actor: StaffActor,
  { ticketId, handoverId, deskId, note }: { ticketId: string; handoverId: string; deskId: string; note: string },
): Promise<void> {
  const held = await holdWithTicket(unit, { ticketId }, (known) => known.deskId === actor.desk.deskId)
  const { known, ticketForUpdate } = held
  const taker = await lockTaker(unit, deskId)
  const isTaking = taker !== null && taker.memberId !== known.memberId
  const command = { type: 'hand', handoverId, deskId, isTaking } as const
  for (const event of decidePartnerRequest(known.request, command, ticketForUpdate.ticket)) {
    await rows.insertHandover(unit, { handoverId, requestId: known.requestId, deskId, note, by: actor })
    await appendPartnerStep(unit, ticketForUpdate, { step: 'handed', partner: taker?.name ?? '' })
    await appendSearch(unit, known, event, { by: signatureOf(actor, 'desk') })
  }
}

/** From a partner that does not answer, or whose offer the client does not want: another one can get it then. */
export async function recallRequest(
  unit: UnitOfWork,
  actor: StaffActor,
  { ticketId, handoverId }: { ticketId: string; handoverId: string },
): Promise<void> {
  const held = await holdWithTicket(unit, { ticketId }, (known) => known.deskId === actor.desk.deskId)
  const { known, ticketForUpdate } = held
  const command = { type: 'recall', handoverId } as const
  for (const event of decidePartnerRequest(known.request, command, ticketForUpdate.ticket)) {
    await rows.saveHandover(unit, handoverId, 'recalled')
    if (event.type === 'recalled') {
      const partner = (await findDesk(unit.tx, event.deskId))?.name ?? ''
      await appendPartnerStep(unit, ticketForUpdate, { step: 'recalled', partner })
    }
    await appendSearch(unit, known, event, { by: signatureOf(actor, 'desk') })
  }
}
