import type { ClientReaders } from '#contract/notifications/table.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { adminsLookedAtSince } from './domain/admins.ts'
import { listAdmins, listNamedPeople } from './people.sql.ts'

export { hasReaders, listAdmins, listNamedPeople } from './people.sql.ts'
export { findInstalledPortal, loadPortal, loadPortals } from './portals.sql.ts'

/** P8: whom notifications of this portal reach now; without an admin among them nobody there was seen as one lately. */
export async function readersNow(db: Reader, memberId: string, at: Date): Promise<ClientReaders> {
  const admins = await listAdmins(db, memberId, adminsLookedAtSince(at))
  const named = await listNamedPeople(db, memberId)
  const known = new Set(admins.map(({ userId }) => userId))
  const others = named.filter(({ person }) => !known.has(person.userId))
  return [
    ...admins.map(({ name }) => ({ name, as: 'admin' as const })),
    ...others.map(({ person, as }) => ({ name: person.name, as })),
  ]
}
