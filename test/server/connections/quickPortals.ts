import type { Actor } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { hashToken, openSession } from '#server/platform/http/session.ts'
import type { UnitOfWork, Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Db } from '#server/platform/db/db.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import type { Listener } from '#test/portal/http.ts'
import type { World } from '#test/support/world.ts'
import { createDeskKey, install } from '#server/desks/desks.commands.ts'

/** Portals without a Bitrix24 behind them: enough to issue and to activate, and cheap enough to have hundreds. */
export type QuickPortal = { memberId: string; domain: string; token: string; actor: Actor }

export type Place = {
  db: Db
  transaction: Transaction
  /** Where something answers for them, and what its admin's session keeps to ask it: needed where somebody acts by HTTP. */
  portal?: { endpoint: string; sealedToken: string }
}

/** Where a portal that takes everybody for its admin answers for all of them. */
export async function placeBehind(world: World, agreeable: Listener): Promise<Place> {
  const sealedToken = makeSecrets(await world.masterKey()).seal('token')
  const portal = { endpoint: `${agreeable.origin}/rest/`, sealedToken }
  return { db: world.store.db, transaction: world.transaction, portal }
}

/** A client; its one admin has a session. */
export async function quickClient(place: Place, memberId: string): Promise<QuickPortal> {
  await insertPortal(place, memberId, { isInstalled: true, isClient: true })
  return enter(place, memberId)
}

/** A partner's desk; its owner has a session. */
export async function quickDesk(
  { db, transaction }: Place,
  memberId: string,
): Promise<QuickPortal & { deskId: string }> {
  await insertPortal({ db, transaction }, memberId, { isInstalled: false, isClient: false })
  const installer = await enter({ db, transaction }, memberId)
  await transaction(async (unit) => {
    const deskKey = await createDeskKey(unit, { name: `Служба ${memberId}`, kind: 'partner' })
    await install(unit, installer.actor, { choice: 'desk', deskKey })
  })
  const owner = await enter({ db, transaction }, memberId)
  return { ...owner, deskId: owner.actor.desk?.deskId ?? '' }
}

/** Anew, as its first admin: after the app was installed again, or where a session is over. */
export async function enter({ db, transaction, portal }: Place, memberId: string): Promise<QuickPortal> {
  const person = { memberId, userId: 1, name: `Админ ${memberId}`, photo: null, isPortalAdmin: true }
  const owner = portal === undefined ? person : { ...person, portalToken: portal.sealedToken }
  const { token } = await transaction((unit: UnitOfWork) => openSession(unit, owner, 60))
  const actor = await loadActor(db, hashToken(token), now(), null)
  return { memberId, domain: domainOf(memberId), token, actor }
}

const domainOf = (memberId: string) => `${memberId}.example`

async function insertPortal(
  { db, portal }: Place,
  memberId: string,
  { isInstalled, isClient }: { isInstalled: boolean; isClient: boolean },
): Promise<void> {
  await db
    .insertInto('portals')
    .values({
      member_id: memberId,
      domain: domainOf(memberId),
      client_endpoint: portal?.endpoint ?? `https://${domainOf(memberId)}/rest/`,
      server_endpoint: 'https://oauth.bitrix.info/rest/',
      client_id: 'local.opora.test',
      is_installed: isInstalled,
      is_client: isClient,
      licence: 'ru_pro100',
      licence_family: 'pro',
      licence_checked_at: now(),
    })
    .execute()
}
