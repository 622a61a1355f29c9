import { recipientsOf } from '#server/desks/recipients.queries.ts'
import { notificationJobs } from '#server/notifications/notifications.jobs.ts'
import { letterNotificationJobs } from '#server/notifications/letters.jobs.ts'
import { ratingNotificationJobs } from '#server/notifications/ratings.jobs.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { makeBitrix24 } from '#server/portals/bitrix24.adapter.ts'
import { makePortalClients } from '#server/portals/portalClients.commands.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { clientId, clientSecret } from '#test/support/world.ts'
import type { Scene } from '../tickets/scene.ts'

/** What sends notifications, in this world. */
export async function depsOf({ world }: Scene) {
  const oauthServers = [world.sandbox.oauthOrigin]
  const gateway = makeBitrix24({ applications: [{ clientId, clientSecret }], oauthServers, isSandbox: true })
  const secrets = makeSecrets(await world.masterKey())
  const portalClients = makePortalClients({ db: world.store.db, transaction: world.transaction, secrets, gateway })
  return {
    db: world.store.db,
    transaction: world.transaction,
    portalClients,
    log: makeMemoryLog().log,
    recipientsOf: (desk, who) => recipientsOf(world.store.db, desk, who, now()),
  } satisfies Parameters<typeof notificationJobs>[0]
}

/** The jobs of notifications in this world, for a test that runs one itself. */
export async function jobsOf(
  scene: Scene,
): Promise<
  JobTasks<'noticeTicket' | 'noticeTickets' | 'noticeDate' | 'noticeConnection' | 'noticeRating' | 'noticeLetter'>
> {
  const deps = await depsOf(scene)
  return { ...notificationJobs(deps), ...ratingNotificationJobs(deps), ...letterNotificationJobs(deps) }
}
