import type { Reader } from '#server/platform/db/db.ts'
import { findNamedClient } from './clientNames.sql.ts'

/** D8: what a desk calls a client, above its portal's address; null where there is no such portal. */
export async function findClientNames(
  db: Reader,
  client: { deskId: string; memberId: string },
): Promise<{ clientName: string | null; portalName: string } | null> {
  const found = await findNamedClient(db, client)
  return found === null ? null : { clientName: found.clientName, portalName: found.portalName }
}
