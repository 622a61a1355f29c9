import type { Level } from '#contract/connections/types.ts'
import * as desks from '#server/desks/desks.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { levelOfPortal } from '#server/portals/domain/portal.ts'
import { regulationAt, type InForce } from '#server/regulations/regulation.queries.ts'
import { countOpenTickets } from '#server/tickets/tickets.queries.ts'
import type { PortalSupport } from '../domain/connection.ts'
import { findCodeFor, type SupportCode } from './codes.sql.ts'
import { checkCode } from './domain/codeState.ts'
import { readSupport } from '../support/support.queries.ts'

export type PreviewedCode = {
  code: SupportCode
  desk: desks.Desk
  inForce: InForce
  support: PortalSupport
  level: Level
  locksTickets: number
  locksDeskName: string | null
  unlocksTickets: number
}

/** C3: what an activation would change, and what its confirmation has to carry (C4). Changes and locks nothing. */
export async function previewCode({ tx, at }: ReadAt, actor: Actor, codeHash: Buffer): Promise<PreviewedCode> {
  const { portal, support } = await readSupport(tx, actor.memberId)
  const code = checkCode(await findCodeFor(tx, codeHash, portal), support.live?.deskId ?? null, at)
  const desk = await desks.findDesk(tx, code.deskId)
  if (desk === null) throw new Refusal('no_desk')
  if (desk.memberId === actor.memberId) throw new Refusal('own_desk')
  const standard = await desks.findStandardDesk(tx)
  const answering = support.live === null ? standard : await desks.findDesk(tx, support.live.deskId)
  const countOpen = (deskId: string) => countOpenTickets(tx, actor.memberId, deskId)
  return {
    code,
    desk,
    support,
    level: levelOfPortal(portal),
    inForce: await regulationAt(tx, desk.deskId, at),
    locksTickets: answering === null ? 0 : await countOpen(answering.deskId),
    locksDeskName: answering?.name ?? null,
    unlocksTickets: await countOpen(desk.deskId),
  }
}
