import type { Db } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import { setAdminRight } from '#server/platform/http/memberSessions.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { AdminLooks, Who } from './adminLooks.port.ts'
import type { PortalClients } from './gateway.port.ts'
import { listAdminsSeenBefore, savePersonRight } from './people.sql.ts'
import { saveTokenRight } from './portalTokens.sql.ts'
import { lockPortal } from './portals.sql.ts'

export function makeAdminLooks(deps: { db: Db; transaction: Transaction; portalClients: PortalClients }): AdminLooks {
  async function look(who: Who, accessToken: string | null): Promise<boolean> {
    const isAdmin = await deps.portalClients.askAs({ ...who, accessToken }, (gateway, account) =>
      gateway.isAdmin(account),
    )
    await deps.transaction((unit) => recordRight(unit, who, isAdmin))
    return isAdmin
  }

  return {
    isAdmin: look,
    async lookAtAll(memberId, before) {
      for (const userId of await listAdminsSeenBefore(deps.db, memberId, before)) {
        await look({ memberId, userId }, null).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error
        })
      }
    },
  }
}

/** What follows where the right is gone: open pages lose its acts, and nobody is pointed to this person any more. */
async function recordRight(unit: UnitOfWork, who: Who, isAdmin: boolean): Promise<void> {
  // In the order in which an opening writes the same rows.
  await lockPortal(unit, who.memberId)
  const hasChanged = await savePersonRight(unit, who, isAdmin)
  await setAdminRight(unit, who, isAdmin)
  await saveTokenRight(unit, who, isAdmin)
  if (hasChanged) wakeThing(unit, 'me', { deskId: null, memberId: who.memberId })
}
