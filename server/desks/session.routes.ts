import type { Me } from '#contract/session.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { endSession, hashToken, openSession } from '#server/platform/http/session.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { listAdmins, listNamedPeople, loadPortal, readersNow } from '#server/portals/portals.queries.ts'
import { namePerson, saveSettings, removeContact } from '#server/portals/feature.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import type { Authenticator } from '#server/portals/authenticator.port.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { loadActor } from './actor.queries.ts'
import { install } from './desks.commands.ts'
import { findDeskOf, listStaff } from './desks.sql.ts'
import type { InstallationPort } from './installation.port.ts'

export type SessionRoutesDeps = {
  db: Db
  authenticator: Authenticator
  portalClients: PortalClients
  secrets: Secrets
  sessionMinutes: number
  installedAgain: InstallationPort['installedAgain']
  /** Durable: placements are bound after the commit, and again until it works. */
  bindLater(unit: UnitOfWork, memberId: string): Promise<void>
}

export type SessionRouteName =
  | 'openSession'
  | 'closeSession'
  | 'readMe'
  | 'readInstall'
  | 'install'
  | 'readSettings'
  | 'saveSettings'
  | 'searchPeople'
  | 'namePerson'
  | 'removeContact'

export function sessionRoutes(deps: SessionRoutesDeps): Handlers<SessionRouteName> {
  const { db } = deps

  async function readInstall(actor: Actor) {
    const portal = await loadPortal(db, actor.memberId)
    if (portal === null) throw new Refusal('portal_not_installed')
    const desk = await findDeskOf(db, actor.memberId)
    return {
      portalName: portal.domain,
      isInstalled: portal.isInstalled,
      isClient: portal.isClient,
      desk: desk === null ? null : { name: desk.name, kind: desk.kind },
    }
  }

  async function viewSettings(actor: Actor, at: Date) {
    const portal = await loadPortal(db, actor.memberId)
    if (portal === null) throw new Refusal('portal_not_installed')
    const people = await listNamedPeople(db, actor.memberId)
    return {
      language: portal.language,
      people: people.map((named) => ({ ...named, namedAt: named.namedAt.toISOString() })),
      notices: portal.notices,
      readers: await readersNow(db, actor.memberId, at),
      canEdit: actor.client === 'admin',
    }
  }

  return {
    async openSession(input, { at, transaction, address }) {
      const { visitor, portal, identity } = await deps.authenticator.authenticate({
        accessToken: input.accessToken,
        memberId: input.memberId,
        serverEndpoint: input.serverEndpoint ?? null,
        address,
      })
      if (!portal.isInstalled && !visitor.isAdmin) throw new Refusal('portal_not_installed')
      const owner = {
        memberId: portal.memberId,
        userId: identity.userId,
        name: visitor.name,
        photo: visitor.photo,
        isPortalAdmin: visitor.isAdmin,
        portalToken: deps.secrets.seal(input.accessToken),
      }
      const session = await transaction((unit) => openSession(unit, owner, deps.sessionMinutes))
      const actor = await loadActor(db, hashToken(session.token), at, address)
      return { token: session.token, expiresAt: session.expiresAt.toISOString(), me: await presentMe(db, actor, at) }
    },
    async closeSession(_input, { tokenHash, transaction }) {
      await transaction((unit) => endSession(unit, tokenHash))
      return {}
    },
    readMe: (_input, { actor, at }) => presentMe(db, actor, at),

    readInstall: (_input, { actor }) => readInstall(actor),
    async install(input, { actor, transaction }) {
      await transaction(async (unit) => {
        await install(unit, actor, input)
        await deps.installedAgain(unit, actor.memberId)
        await deps.bindLater(unit, actor.memberId)
      })
      return readInstall(actor)
    },

    readSettings: (_input, { actor, at }) => viewSettings(actor, at),
    async saveSettings(input, { actor, at, transaction }) {
      await transaction((unit) => saveSettings(unit, actor, input))
      return viewSettings(actor, at)
    },
    async searchPeople({ search }, { actor }) {
      return {
        people: await deps.portalClients.ask(actor.memberId, actor.userId, (gateway, account) =>
          gateway.findPeople(account, search),
        ),
      }
    },
    async namePerson(input, { actor, at, transaction }) {
      const person = await deps.portalClients.ask(actor.memberId, actor.userId, (gateway, account) =>
        gateway.findPerson(account, input.userId),
      )
      if (person === null) throw new Refusal('person_unknown')
      await transaction((unit) => namePerson(unit, actor, { person, as: input.as }))
      return viewSettings(actor, at)
    },
    async removeContact({ userId }, { actor, at, transaction }) {
      await transaction((unit) => removeContact(unit, actor, userId))
      return viewSettings(actor, at)
    },
  }
}

/** Also for people without access: who in their portal can help, and nothing else (E2). */
async function presentMe(db: Db, actor: Actor, at: Date): Promise<Me> {
  const portal = await loadPortal(db, actor.memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  const admins = await listAdmins(db, actor.memberId, adminsLookedAtSince(at))
  const named = await listNamedPeople(db, actor.memberId)
  const foreign = actor.desk === null ? await findDeskOf(db, actor.memberId) : null
  return {
    person: { userId: actor.userId, name: actor.name, photo: actor.photo },
    memberId: actor.memberId,
    portalName: portal.domain,
    language: portal.language,
    isPortalAdmin: actor.isPortalAdmin,
    isInstalled: actor.isInstalled,
    client: actor.client === null ? null : { role: actor.client },
    desk: actor.desk,
    foreignDesk: foreign === null || portal.isClient ? null : { name: foreign.name },
    helpers: [
      ...(foreign === null ? [] : await listOwners(db, foreign.deskId)),
      ...(portal.isClient || foreign === null
        ? admins.map(({ userId, name }) => ({ userId, name, role: 'admin' as const }))
        : []),
      ...named.map(({ person: { userId, name }, as }) => ({ userId, name, role: as })),
    ],
  }
}

/** Who can let somebody of the same portal work at its desk. */
async function listOwners(db: Db, deskId: string): Promise<Me['helpers']> {
  const staff = await listStaff(db, deskId)
  return staff
    .filter(({ role }) => role === 'owner')
    .map(({ person: { userId, name } }) => ({ userId, name, role: 'owner' as const }))
}
