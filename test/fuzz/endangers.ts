import type { RouteName } from '#contract/routes.ts'
import { seats, type Role } from '#test/server/situation.ts'
import { isRecord } from './records.ts'

/** People whose parts the access table counts on. */
const staffSeats = [1, 2, 3, 5]
const clientSeats = [1, 2, 3, 4, 5, 6]
const clientPortals: readonly string[] = ['firm', 'rival']
const farAhead = '2030'

/**
 * Whether this call, if it is good, would give somebody another part, or a desk another regulation at once: after that nobody could
 * say any more what whom may be answered. What portals take away altogether is tried on the guest.
 */
export function endangers(name: RouteName, role: Role, body: unknown): boolean {
  if (!isRecord(body)) return false
  const userId = typeof body['userId'] === 'number' ? body['userId'] : 0
  if (name === 'setStaff') return staffSeats.includes(userId)
  if (name === 'namePerson' || name === 'removeContact') return clientSeats.includes(userId)
  if (name === 'publishRegulation') return typeof body['effectiveAt'] !== 'string' || body['effectiveAt'] < farAhead
  if (name !== 'install') return false
  const isClientAlready = body['choice'] === 'client' && clientPortals.includes(seats[role][0])
  return body['choice'] !== 'desk' && !isClientAlready
}
