import { now } from '#server/platform/clock.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { endSession, hashToken, openSession } from '#server/platform/http/session.ts'
import type { PortalUser } from '#test/portal/sandbox.ts'
import { roles, seats, type Role, type Situation } from '#test/server/situation.ts'

export type Sessions = {
  /** One of many: each may only be used so often in a second. */
  next(role: Role): string
  fresh(role: Role): Promise<string>
  expired: string
  ended: string
}

const perRole = 16
const dayMinutes = 24 * 60

export async function openSessions(situation: Situation): Promise<Sessions> {
  const tokens = new Map<Role, string[]>()
  const turns = new Map<Role, number>()
  for (const role of roles) {
    const list: string[] = []
    while (list.length < perRole) list.push(await sit(situation, role))
    tokens.set(role, list)
  }
  const ended = await sit(situation, 'admin')
  await situation.world.transaction((unit) => endSession(unit, hashToken(ended)))
  return {
    next(role) {
      const turn = turns.get(role) ?? 0
      turns.set(role, turn + 1)
      return tokens.get(role)?.[turn % perRole] ?? ''
    },
    fresh: (role) => sit(situation, role),
    expired: await sit(situation, 'admin', new Date(now().getTime() - 2 * dayMinutes * 60_000)),
    ended,
  }
}

/** What the wizard and the page do, without asking the portal each time. */
async function sit({ world }: Situation, role: Role, at = now()): Promise<string> {
  const [portal, userId] = seats[role]
  const { memberId = '', users } = world.sandbox.portals[portal] ?? {}
  const people: Record<string, PortalUser> = users ?? {}
  const isPortalAdmin = Object.values(people).some(({ id, isAdmin }) => id === userId && isAdmin)
  const { accessToken } = world.sandbox.issueToken(portal, userId)
  const portalToken = makeSecrets(await world.masterKey()).seal(accessToken)
  const owner = { memberId, userId, name: role, photo: null, isPortalAdmin, portalToken }
  return (await world.transaction((unit) => openSession(unit, owner, dayMinutes), at)).token
}
