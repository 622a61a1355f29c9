import type { Level } from '#contract/connections/types.ts'
import * as desks from '#server/desks/desks.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { levelOfPortal, type Portal } from '#server/portals/domain/portal.ts'
import { regulationAt, type InForce } from '#server/regulations/regulation.queries.ts'
import { countOpenTickets } from '#server/tickets/tickets.queries.ts'
import type { PortalSupport } from '../domain/connection.ts'
import { findCode, findCodeFor, type SupportCode } from './codes.sql.ts'
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
export function previewCode(now: ReadAt, actor: Actor, codeHash: Buffer): Promise<PreviewedCode> {
  return preview(now, actor, (portal) => findCodeFor(now.tx, codeHash, portal))
}

/** The same of a code that nobody has typed: it stands behind an offer to this portal (E11). */
export function previewOffered(now: ReadAt, actor: Actor, codeId: string): Promise<PreviewedCode> {
  return preview(now, actor, () => findCode(now.tx, codeId))
}

async function preview(
  { tx, at }: ReadAt,
  actor: Actor,
  find: (portal: Portal) => Promise<SupportCode | null>,
): Promise<PreviewedCode> {
  const { portal, support } = await readSupport(tx, actor.memberId)
  const code = checkCode(await find(portal), support.live?.deskId ?? null, at)
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
