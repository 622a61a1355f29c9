import { timingSafeEqual } from 'node:crypto'
import type { Language } from '#contract/common.ts'
import type { Level } from '#contract/connections/types.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork, Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Account, Identity, PortalGateway, Tokens, Visitor, PortalClients } from './gateway.port.ts'
import { levelOfPortal, type NamedPerson, type Portal } from './domain/portal.ts'
import * as rows from './portals.sql.ts'

export type Visit = {
  identity: Identity
  visitor: Visitor
  language: Language
  tokens: Tokens | null
  applicationToken: string | null
}

/** Writes down what a confirmed opening of the app has told us: address, tariff, the person, their tokens. */
export async function recordVisit(unit: UnitOfWork, secrets: Secrets, visit: Visit): Promise<Portal> {
  const { identity, visitor } = visit
  const { memberId, userId } = identity
  await rows.savePortal(unit, identity, visit.language)
  const portal = await rows.lockPortal(unit, memberId)
  if (portal === null) throw new Error('the portal was not written')
  await rows.savePerson(unit, { memberId, userId, ...visitor })
  await rows.saveAdminRight(unit, memberId, userId, visitor.isAdmin)
  if (visit.tokens !== null) {
    await rows.saveTokens(unit, { memberId, userId, isAdmin: visitor.isAdmin }, sealed(secrets, visit.tokens))
  }
  // An admin's opening may bring the token of the portal's events when none is known; it never replaces one.
  if (visit.applicationToken !== null && portal.applicationToken === null && visitor.isAdmin) {
    await rows.updatePortal(unit, memberId, { application_token: secrets.seal(visit.applicationToken) })
  }
  await recordLicence(unit, portal, visitor.licence)
  return (await rows.loadPortal(unit.tx, memberId)) ?? portal
}

/**
 * E5: a failed question never lowers a level; the answer before it holds. The portal's row is held by the caller, so that of
 * two processes with the same news one tells it.
 */
export async function recordLicence(unit: UnitOfWork, portal: Portal, licence: Visitor['licence']): Promise<void> {
  if (licence === null) {
    if (await rows.saveLicenceFailure(unit, portal.memberId)) await append(unit, [said(portal, 'tariffUnknown', {})])
    return
  }
  const { licence: before, licenceCheckedAt } = portal
  const isNew = licence.licence !== before.licence || licence.licenceFamily !== before.licenceFamily
  await rows.saveLicence(unit, portal.memberId, licence)
  if (isNew && licenceCheckedAt !== null) {
    await append(unit, [said(portal, 'tariffChanged', { from: before.licence, to: licence.licence })])
  }
  await noteLevel(unit, portal, levelOfPortal({ ...portal, licence }))
}

/** The level that counts from now on, and what it was before: for the page, until somebody has read it. */
export async function noteLevel(unit: UnitOfWork, portal: Portal, level: Level): Promise<void> {
  const known = portal.level ?? (portal.licenceCheckedAt === null ? null : levelOfPortal(portal))
  const before = known === level ? null : known
  if (portal.level === level) return
  await rows.saveLevel(unit, portal.memberId, level, before)
  if (before !== null) await append(unit, [said(portal, 'levelChanged', { from: before, to: level })])
}

/** A box tells no edition: it is professional until an owner of its desk says enterprise (E1). The row is held by the caller. */
export async function saveBoxEdition(
  unit: UnitOfWork,
  portal: Portal,
  word: { by: JournalActor; deskId: string; isEnterprise: boolean },
): Promise<void> {
  const { memberId } = portal
  const { by: actor, deskId, isEnterprise } = word
  if (portal.isEnterpriseBox === isEnterprise) return
  await rows.updatePortal(unit, memberId, { is_enterprise_box: isEnterprise })
  await append(unit, [{ type: 'portal.boxEditionSaid', actor, memberId, deskId, payload: { isEnterprise } }])
}

/** What changed has been read; of two who put it away at once the second one finds it gone. */
export async function dismissLevelChange(unit: UnitOfWork, actor: Actor, changedAt: Date): Promise<void> {
  if (!(await rows.dropLevelChange(unit, actor.memberId, changedAt))) return
  await append(unit, [
    {
      type: 'portal.levelChangeDismissed',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: { at: changedAt.toISOString() },
    },
  ])
}

function said({ memberId }: Portal, what: string, payload: Record<string, unknown>) {
  return { type: `portal.${what}`, actor: theSystem, memberId, deskId: null, payload }
}

/** The installer is done (or ONAPPINSTALL came): from now on the portal's people may have sessions. */
export async function markInstalled(unit: UnitOfWork, memberId: string, actor: Actor | null): Promise<void> {
  const portal = await rows.lockPortal(unit, memberId)
  if (portal === null || portal.isInstalled) return
  await rows.updatePortal(unit, memberId, { is_installed: true, installed_at: unit.at, uninstalled_at: null })
  await append(unit, [
    {
      type: 'portal.installed',
      actor: actor === null ? theSystem : signatureOf(actor, 'client'),
      memberId,
      deskId: null,
      payload: {},
    },
  ])
}

export async function switchClientRole(unit: UnitOfWork, memberId: string, isClient: boolean): Promise<void> {
  await rows.updatePortal(unit, memberId, { is_client: isClient })
}

/** P2: what needs a scope switches on where it is granted. */
export async function recordScopes(unit: UnitOfWork, memberId: string, scopes: string[]): Promise<void> {
  await rows.updatePortal(unit, memberId, { scopes })
  unit.streams.add(`p:${memberId}`)
}

/** C6: an admin says that this portal needs support, besides giving it or not. */
export async function becomeClient(unit: UnitOfWork, actor: Actor): Promise<void> {
  const portal = await rows.lockPortal(unit, actor.memberId)
  if (portal === null || portal.isClient) return
  await switchClientRole(unit, actor.memberId, true)
  await append(unit, [
    {
      type: 'portal.becameClient',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: {},
    },
  ])
}

/** Ends everything that lets people of this portal in. Connection and tickets are the caller's (same transaction). */
export async function markUninstalled(unit: UnitOfWork, memberId: string, isClean: boolean): Promise<void> {
  await rows.updatePortal(unit, memberId, {
    is_installed: false,
    uninstalled_at: unit.at,
    application_token: null,
  })
  await rows.forgetTokens(unit, memberId)
  await rows.endSessions(unit, memberId)
  await append(unit, [{ type: 'portal.uninstalled', actor: theSystem, memberId, deskId: null, payload: { isClean } }])
  if (isClean) await rows.forgetPeople(unit, memberId)
}

/** Constant-time; without a stored token there is nothing to compare with, so the answer is no (§1.5). */
export function isTokenOf(secrets: Secrets, portal: Portal, applicationToken: string): boolean {
  if (portal.applicationToken === null) return false
  const known = Buffer.from(secrets.open(portal.applicationToken))
  const given = Buffer.from(applicationToken)
  return known.length === given.length && timingSafeEqual(known, given)
}

export async function replaceApplicationToken(unit: UnitOfWork, secrets: Secrets, memberId: string, token: string) {
  await rows.updatePortal(unit, memberId, { application_token: secrets.seal(token) })
}

export async function namePerson(
  unit: UnitOfWork,
  actor: Actor,
  named: Pick<NamedPerson, 'person' | 'as'>,
): Promise<void> {
  await rows.saveNamedPerson(unit, actor.memberId, { ...named, namedBy: actor.name })
  await append(unit, [
    {
      type: 'portal.personNamed',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: { userId: named.person.userId, name: named.person.name, as: named.as },
    },
  ])
}

export async function removeContact(unit: UnitOfWork, actor: Actor, userId: number): Promise<void> {
  const wasNamed = await rows.deleteNamedPerson(unit, actor.memberId, userId)
  if (!wasNamed) throw new Refusal('not_found')
  await append(unit, [
    {
      type: 'portal.personUnnamed',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: { userId },
    },
  ])
}

export async function saveSettings(
  unit: UnitOfWork,
  actor: Actor,
  settings: { language: Language; notices: { answers: boolean; connection: boolean } },
): Promise<void> {
  await rows.updatePortal(unit, actor.memberId, {
    language: settings.language,
    notice_answers: settings.notices.answers,
    notice_connection: settings.notices.connection,
  })
  await append(unit, [
    {
      type: 'portal.settingsSaved',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: { ...settings },
    },
  ])
}

function sealed(secrets: Secrets, tokens: Tokens): rows.SealedTokens {
  return {
    accessToken: secrets.seal(tokens.accessToken),
    refreshToken: secrets.seal(tokens.refreshToken),
    expiresAt: tokens.expiresAt,
  }
}

export function makePortalClients(deps: {
  db: Db
  transaction: Transaction
  secrets: Secrets
  gateway: PortalGateway
}): PortalClients {
  const { db, transaction, secrets, gateway } = deps

  /** One renewal at a time for all processes: whoever comes second finds fresh tokens and does not spend them (§2). */
  async function renew(account: rows.StoredAccount, heldToken: string, fetchFresh: (token: string) => Promise<Tokens>) {
    return transaction(async (unit) => {
      const locked = await rows.lockTokens(unit, account.memberId, account.userId)
      if (locked === null) throw new Refusal('portal_not_installed')
      const stored = opened(secrets, locked)
      if (stored.accessToken !== heldToken) return stored
      const fresh = await fetchFresh(stored.refreshToken)
      await rows.replaceTokens(unit, account.memberId, account.userId, sealed(secrets, fresh))
      return fresh
    })
  }

  return {
    async ask(memberId, userId, question) {
      const accounts = await rows.listAccounts(db, memberId, userId)
      let lastRefusal = new Refusal(accounts.length === 0 ? 'portal_not_installed' : 'portal_unreachable')
      for (const stored of accounts) {
        const tokens = opened(secrets, stored.tokens)
        const account: Account = { ...stored, tokens, renew: (fresh) => renew(stored, tokens.accessToken, fresh) }
        try {
          return await question(gateway, account)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          lastRefusal = error
          // A refresh token that is no longer accepted never will be: the next account is asked instead.
          if (error.code !== 'portal_not_installed') continue
          await transaction((unit) => rows.markTokensFailed(unit, stored))
        }
      }
      throw lastRefusal
    },
  }
}

function opened(secrets: Secrets, tokens: rows.SealedTokens): Tokens {
  return {
    accessToken: secrets.open(tokens.accessToken),
    refreshToken: secrets.open(tokens.refreshToken),
    expiresAt: tokens.expiresAt,
  }
}
