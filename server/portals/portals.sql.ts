import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import { levels, type Level } from '#contract/connections/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Licence, Portal } from './domain/portal.ts'
import type { Identity } from './gateway.port.ts'

export async function loadPortal(db: Reader, memberId: string): Promise<Portal | null> {
  const row = await db.selectFrom('portals').selectAll().where('member_id', '=', memberId).executeTakeFirst()
  return row === undefined ? null : toPortal(row)
}

export async function lockPortal(unit: UnitOfWork, memberId: string): Promise<Portal | null> {
  const query = unit.tx.selectFrom('portals').selectAll().where('member_id', '=', memberId).forNoKeyUpdate()
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

/** Counts the changes of the portal's connection; who makes them locks the portal's row. */
export async function saveSupportVersion(unit: UnitOfWork, memberId: string, version: number): Promise<void> {
  await unit.tx.updateTable('portals').set({ support_version: version }).where('member_id', '=', memberId).execute()
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
