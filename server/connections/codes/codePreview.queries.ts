import * as desks from '#server/desks/desks.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { regulationAt, type InForce } from '#server/regulations/regulation.queries.ts'
import { countOpenTickets } from '#server/tickets/tickets.queries.ts'
import { checkCode } from './codes.queries.ts'
import type { PortalSupport } from '../domain/connection.ts'
import type { SupportCode } from './codes.sql.ts'
import { loadSupportForUpdate } from '../support/support.queries.ts'

export type PreviewedCode = {
  code: SupportCode
  desk: desks.Desk
  inForce: InForce
  support: PortalSupport
  locksTickets: number
  locksDeskName: string | null
  unlocksTickets: number
}

/** C3: what an activation would change, and what its confirmation has to carry (C4). Changes nothing. */
export async function previewCode(unit: UnitOfWork, actor: Actor, codeHash: Buffer): Promise<PreviewedCode> {
  const { portal, support } = await loadSupportForUpdate(unit, actor.memberId)
  const code = await checkCode(unit, portal, codeHash, support.live?.deskId ?? null)
  const desk = await desks.findDesk(unit.tx, code.deskId)
  if (desk === null) throw new Refusal('no_desk')
  if (desk.memberId === actor.memberId) throw new Refusal('own_desk')
  const standard = await desks.findStandardDesk(unit.tx)
  const answering = support.live === null ? standard : await desks.findDesk(unit.tx, support.live.deskId)
  const countOpen = (deskId: string) => countOpenTickets(unit.tx, actor.memberId, deskId)
  return {
    code,
    desk,
    support,
    inForce: await regulationAt(unit.tx, desk.deskId, unit.at),
    locksTickets: answering === null ? 0 : await countOpen(answering.deskId),
    locksDeskName: answering?.name ?? null,
    unlocksTickets: await countOpen(desk.deskId),
  }
}
