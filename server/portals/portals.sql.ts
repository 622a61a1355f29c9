import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import { levels, type Level } from '#contract/connections/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Licence, Portal } from './domain/portal.ts'
import type { PortalAddress } from './domain/portalAddress.ts'
import type { Identity } from './gateway.port.ts'

export async function loadPortal(db: Reader, memberId: string): Promise<Portal | null> {
  const row = await db.selectFrom('portals').selectAll().where('member_id', '=', memberId).executeTakeFirst()
  return row === undefined ? null : toPortal(row)
}

/** Those of them that there are. */
export async function loadPortals(db: Reader, memberIds: readonly string[]): Promise<Portal[]> {
  const rows = await sql<PortalRow>`select * from portals where member_id = any(${[...memberIds]}::text[])`.execute(db)
  return rows.rows.map(toPortal)
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
    notices: { answers: row.notice_answers, connection: row.notice_connection, billing: row.notice_billing },
    scopes: row.scopes,
    formerAddresses: row.former_domains.flatMap((domain, i) => {
      const leftAt = row.former_domains_left_at[i]
      return leftAt === undefined ? [] : [{ domain, leftAt }]
    }),
    appVersion: row.app_version,
    boundVersion: row.bound_version,
    boundAt: row.bound_at,
  }
}

function changeIn(row: Pick<PortalRow, 'level' | 'level_before' | 'level_changed_at'>): Portal['levelChange'] {
  const [from, to, at] = [levelIn(row.level_before), levelIn(row.level), row.level_changed_at]
  return from === null || to === null || at === null ? null : { from, to, at }
}

function levelIn(text: string | null): Level | null {
  return levels.find((level) => level === text) ?? null
}

/** A portal is written down when the OAuth server has confirmed it. */
export async function insertPortal(unit: UnitOfWork, identity: Identity, language: Language): Promise<void> {
  const { memberId, domain, clientEndpoint, serverEndpoint, clientId } = identity
  await unit.tx
    .insertInto('portals')
    .values({
      member_id: memberId,
      language,
      domain,
      client_endpoint: clientEndpoint,
      server_endpoint: serverEndpoint,
      client_id: clientId,
    })
    .onConflict((conflict) => conflict.column('member_id').doNothing())
    .execute()
}

/** Which registration of the app runs in the portal, and in which version, as the OAuth server last said. */
export async function saveApplication(unit: UnitOfWork, identity: Identity): Promise<void> {
  const { memberId, serverEndpoint, clientId, appVersion } = identity
  const version = appVersion === null ? {} : { app_version: appVersion }
  await unit.tx
    .updateTable('portals')
    .set({ server_endpoint: serverEndpoint, client_id: clientId, ...version })
    .where('member_id', '=', memberId)
    .execute()
}

/** The caller has locked the row. */
export async function saveAddress(
  unit: UnitOfWork,
  memberId: string,
  { domain, clientEndpoint, formerAddresses }: PortalAddress & Pick<Portal, 'formerAddresses'>,
): Promise<void> {
  await unit.tx
    .updateTable('portals')
    .set({
      domain,
      client_endpoint: clientEndpoint,
      former_domains: formerAddresses.map((former) => former.domain),
      former_domains_left_at: formerAddresses.map(({ leftAt }) => leftAt),
    })
    .where('member_id', '=', memberId)
    .execute()
}

/** The portal that is installed under this address or id now; null where there is none, or where two say so. */
export async function findInstalledPortal(db: Reader, name: string): Promise<string | null> {
  const found = await db
    .selectFrom('portals')
    .select('member_id')
    .where('is_installed', '=', true)
    .where((eb) => eb.or([eb('member_id', '=', name), eb('domain', '=', name)]))
    .limit(2)
    .execute()
  const [one, other] = found
  return one === undefined || other !== undefined ? null : one.member_id
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
    notice_billing: boolean
    scopes: string[]
    bound_version: number | null
    bound_at: Date | null
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
