import type { FileLimits } from '#contract/tickets/files.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { sideOf } from '../domain/side.ts'
import type { FileSizes, TicketPlaces } from './files.port.ts'
import { ofDesk, ofPortal, readTicketUsage, readUsage } from './usage.sql.ts'

/** T7: what fits now, as this reader may know it: of notes a client learns nothing, of its portal's files the desk nothing. */
export async function readFileLimits(
  { db, places }: { db: Db; places: TicketPlaces },
  { fileBytes, ticketBytes, portalBytes, deskBytes }: FileSizes,
  actor: Actor,
  ticketId: string | null,
): Promise<FileLimits> {
  const owners = ticketId === null ? null : await places.ownersOf(db, ticketId)
  const side = ticketId === null ? (actor.client === null ? 'desk' : 'client') : sideOf(actor, owners)
  const inTicket = ticketId === null ? 0 : await readTicketUsage(db, ticketId, false)
  const deskId = owners?.deskId ?? actor.desk?.deskId
  return {
    fileBytes,
    ticket: { usedBytes: inTicket, mostBytes: ticketBytes },
    portal:
      side === 'client' ? { usedBytes: await readUsage(db, ofPortal(actor.memberId)), mostBytes: portalBytes } : null,
    desk:
      side === 'desk' && deskId !== undefined
        ? { usedBytes: await readUsage(db, ofDesk(deskId)), mostBytes: deskBytes }
        : null,
  }
}
