import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import { levels, type Level } from '#contract/connections/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Account, Identity, Licence, Tokens } from './gateway.port.ts'
import type { NamedPerson, Portal } from './domain/portal.ts'

export async function loadPortal(db: Reader, memberId: string): Promise<Portal | null> {
  const row = await db.selectFrom('portals').selectAll().where('member_id', '=', memberId).executeTakeFirst()
  return row === undefined ? null : toPortal(row)
}

export async function lockPortal(unit: UnitOfWork, memberId: string): Promise<Portal | null> {
  const query = unit.tx.selectFrom('portals').selectAll().where('member_id', '=', memberId).forUpdate()
  const row = await query.executeTakeFirst()
  return row === undefined ? null : toPortal(row)
}

type PortalRow = Awaited<ReturnType<typeof selectPortal>>
const selectPortal = (db: Reader) => db.selectFrom('portals').selectAll().executeTakeFirstOrThrow()

function toPortal(row: PortalRow): Portal {
  return {
    memberId: row.member_id,
    domain: row.domain,
    origin: new URL(row.client_endpoint).origin,
    clientEndpoint: row.client_endpoint,
    serverEndpoint: row.server_endpoint,
    clientId: row.client_id,
    applicationToken: row.application_token,
    language: row.language === 'uk' || row.language === 'en' ? row.language : 'ru',
    isInstalled: row.is_installed,
    isClient: row.is_client,
    licence: { licence: row.licence, licenceType: row.licence_type, licenceFamily: row.licence_family },
    licenceCheckedAt: row.licence_checked_at,
    licenceFailedAt: row.licence_failed_at,
    isEnterpriseBox: row.is_enterprise_box,
    level: levelIn(row.level),
    levelChange: changeIn(row),
    supportVersion: row.support_version,
    notices: { answers: row.notice_answers, connection: row.notice_connection },
    scopes: row.scopes,
  }
}

function changeIn(row: Pick<PortalRow, 'level' | 'level_before' | 'level_changed_at'>): Portal['levelChange'] {
  const [from, to, at] = [levelIn(row.level_before), levelIn(row.level), row.level_changed_at]
  return from === null || to === null || at === null ? null : { from, to, at }
}

function levelIn(text: string | null): Level | null {
  return levels.find((level) => level === text) ?? null
}

/** A portal is written down when the OAuth server has confirmed it; its address may have changed since (§1.5). */
export async function savePortal(unit: UnitOfWork, identity: Identity, language: Language): Promise<void> {
  const address = {
    domain: identity.domain,
    client_endpoint: identity.clientEndpoint,
    server_endpoint: identity.serverEndpoint,
    client_id: identity.clientId,
  }
  await unit.tx
    .insertInto('portals')
    .values({ member_id: identity.memberId, language, ...address })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(address))
    .execute()
}

export async function updatePortal(
  unit: UnitOfWork,
  memberId: string,
  change: Partial<{
    application_token: string | null
    is_installed: boolean
    is_client: boolean
    is_enterprise_box: boolean
    installed_at: Date | null
    uninstalled_at: Date | null
    language: Language
    notice_answers: boolean
    notice_connection: boolean
    scopes: string[]
  }>,
): Promise<void> {
  await unit.tx.updateTable('portals').set(change).where('member_id', '=', memberId).execute()
}

export async function saveLicence(unit: UnitOfWork, memberId: string, licence: Licence): Promise<void> {
  await unit.tx
    .updateTable('portals')
    .set({
      licence: licence.licence,
      licence_type: licence.licenceType,
      licence_family: licence.licenceFamily,
      licence_checked_at: unit.at,
      licence_failed_at: null,
    })
    .where('member_id', '=', memberId)
    .execute()
}

/** True for the first failure in a row: from that one on the last answer holds for its days. */
export async function saveLicenceFailure(unit: UnitOfWork, memberId: string): Promise<boolean> {
  const { numUpdatedRows } = await unit.tx
    .updateTable('portals')
    .set({ licence_failed_at: unit.at })
    .where('member_id', '=', memberId)
    .where('licence_failed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function saveLevel(unit: UnitOfWork, memberId: string, level: Level, before: Level | null): Promise<void> {
  const change = before === null ? {} : { level_before: before, level_changed_at: unit.at }
  await unit.tx
    .updateTable('portals')
    .set({ level, ...change })
    .where('member_id', '=', memberId)
    .execute()
}

/** Only the change that was seen: a newer one stays. */
export async function dropLevelChange(unit: UnitOfWork, memberId: string, changedAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await unit.tx
    .updateTable('portals')
    .set({ level_before: null, level_changed_at: null })
    .where('member_id', '=', memberId)
    .where('level_changed_at', '=', changedAt)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type SealedTokens = { accessToken: string; refreshToken: string; expiresAt: Date }

export async function saveTokens(
  unit: UnitOfWork,
  who: { memberId: string; userId: number; isAdmin: boolean },
  tokens: SealedTokens,
): Promise<void> {
  const values = {
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    expires_at: tokens.expiresAt,
    is_admin: who.isAdmin,
    used_at: unit.at,
    failed_at: null,
  }
  await unit.tx
    .insertInto('portal_tokens')
    .values({ member_id: who.memberId, user_id: who.userId, ...values })
    .onConflict((conflict) => conflict.columns(['member_id', 'user_id']).doUpdateSet(values))
    .execute()
}

export type StoredAccount = Omit<Account, 'renew' | 'tokens'> & { tokens: Tokens; isAdmin: boolean }

/** The person's own tokens first, else those of admins, the most recently useful first (§2). */
export async function listAccounts(db: Reader, memberId: string, userId: number | null): Promise<StoredAccount[]> {
  const rows = await db
    .selectFrom('portal_tokens')
    .innerJoin('portals', 'portals.member_id', 'portal_tokens.member_id')
    .select(['portals.member_id', 'user_id', 'client_id', 'client_endpoint', 'server_endpoint', 'is_admin'])
    .select(['access_token', 'refresh_token', 'expires_at'])
    .where('portals.member_id', '=', memberId)
    .where('is_installed', '=', true)
    .where('failed_at', 'is', null)
    .orderBy(sql`user_id is not distinct from ${userId}`, 'desc')
    .orderBy('is_admin', 'desc')
    .orderBy('used_at', 'desc')
    .limit(5)
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    userId: row.user_id,
    clientId: row.client_id,
    clientEndpoint: row.client_endpoint,
    serverEndpoint: row.server_endpoint,
    isAdmin: row.is_admin,
    tokens: { accessToken: row.access_token, refreshToken: row.refresh_token, expiresAt: row.expires_at },
  }))
}

export async function lockTokens(unit: UnitOfWork, memberId: string, userId: number): Promise<SealedTokens | null> {
  const row = await unit.tx
    .selectFrom('portal_tokens')
    .select(['access_token', 'refresh_token', 'expires_at'])
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  return { accessToken: row.access_token, refreshToken: row.refresh_token, expiresAt: row.expires_at }
}

export async function replaceTokens(unit: UnitOfWork, memberId: string, userId: number, tokens: SealedTokens) {
  await unit.tx
    .updateTable('portal_tokens')
    .set({
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
      expires_at: tokens.expiresAt,
      used_at: unit.at,
    })
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .execute()
}

/** Only the token that was refused: its owner may have opened the app meanwhile and brought a fresh one. */
export async function markTokensFailed(unit: UnitOfWork, refused: StoredAccount): Promise<void> {
  await unit.tx
    .updateTable('portal_tokens')
    .set({ failed_at: unit.at })
    .where('member_id', '=', refused.memberId)
    .where('user_id', '=', refused.userId)
    .where('refresh_token', '=', refused.tokens.refreshToken)
    .execute()
}

export async function savePerson(
  unit: UnitOfWork,
  person: { memberId: string; userId: number; name: string; photo: string | null; isAdmin: boolean },
): Promise<void> {
  const values = { name: person.name, photo: person.photo, is_admin: person.isAdmin, seen_at: unit.at }
  await unit.tx
    .insertInto('people')
    .values({ member_id: person.memberId, user_id: person.userId, ...values })
    .onConflict((conflict) => conflict.columns(['member_id', 'user_id']).doUpdateSet(values))
    .execute()
}

/** A demoted admin loses every open session's admin right at the next opening, not at its expiry. */
export async function saveAdminRight(
  unit: UnitOfWork,
  memberId: string,
  userId: number,
  isAdmin: boolean,
): Promise<void> {
  const { numUpdatedRows } = await unit.tx
    .updateTable('sessions')
    .set({ is_portal_admin: isAdmin })
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('is_portal_admin', '<>', isAdmin)
    .executeTakeFirst()
  // Open sockets look at their rights anew.
  if (numUpdatedRows > 0n) unit.streams.add(`p:${memberId}`)
}

export async function listNamedPeople(db: Reader, memberId: string): Promise<NamedPerson[]> {
  const rows = await db
    .selectFrom('named_people')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('named_at')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => ({
    person: { userId: row.user_id, name: row.name, photo: row.photo },
    as: row.kind,
    namedBy: row.named_by,
    namedAt: row.named_at,
  }))
}

export async function listAdmins(db: Reader, memberId: string): Promise<{ userId: number; name: string }[]> {
  const rows = await db
    .selectFrom('people')
    .select(['user_id', 'name'])
    .where('member_id', '=', memberId)
    .where('is_admin', '=', true)
    .orderBy('seen_at', 'desc')
    .limit(10)
    .execute()
  return rows.map((row) => ({ userId: row.user_id, name: row.name }))
}

export async function saveNamedPerson(
  unit: UnitOfWork,
  memberId: string,
  named: Omit<NamedPerson, 'namedAt'>,
): Promise<void> {
  const values = {
    kind: named.as,
    name: named.person.name,
    photo: named.person.photo,
    named_by: named.namedBy,
    named_at: unit.at,
  }
  await unit.tx
    .insertInto('named_people')
    .values({ member_id: memberId, user_id: named.person.userId, ...values })
    .onConflict((conflict) => conflict.columns(['member_id', 'user_id']).doUpdateSet(values))
    .execute()
}

export async function deleteNamedPerson(unit: UnitOfWork, memberId: string, userId: number): Promise<boolean> {
  const { numDeletedRows } = await unit.tx
    .deleteFrom('named_people')
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Uninstalling ends every session of a portal at once, in every process (design, decision 8). */
export async function endSessions(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx
    .updateTable('sessions')
    .set({ ended_at: unit.at })
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .execute()
}

export async function forgetPeople(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('portal_tokens').where('member_id', '=', memberId).execute()
  await unit.tx.deleteFrom('named_people').where('member_id', '=', memberId).execute()
  await unit.tx.deleteFrom('people').where('member_id', '=', memberId).execute()
  await unit.tx.deleteFrom('sessions').where('member_id', '=', memberId).execute()
}

export async function forgetTokens(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('portal_tokens').where('member_id', '=', memberId).execute()
}

/** Portals with a live connection or an open ticket (E5). */
export async function listPortalsToCheck(unit: UnitOfWork): Promise<string[]> {
  const { rows } = await sql<{ member_id: string }>`
    select member_id from portals p
     where is_installed and (
           exists (select 1 from connections c where c.member_id = p.member_id and c.ended_at is null)
        or exists (select 1 from tickets t where t.member_id = p.member_id and t.status not in ('resolved', 'closed')))
     order by member_id`.execute(unit.tx)
  return rows.map((row) => row.member_id)
}
