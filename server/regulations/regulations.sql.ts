import { sql, type RawBuilder } from 'kysely'
import * as v from 'valibot'
import { texts, type InThree } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Regulation } from './domain/document.ts'
import type { VersionDates } from './domain/versions.ts'
import { storedRegulation } from './storedRegulation.sql.ts'

/** `existingFrom`: from when it holds for those who were connected before it; null: for those alone who connect from then on. */
export type StoredVersion = VersionDates & {
  existingFrom: Date | null
  writtenBy: string
  writtenAt: Date
  withdrawnBy: string | null
}

export async function listDates(db: Reader, deskId: string): Promise<VersionDates[]> {
  const rows = await db
    .selectFrom('regulation_versions')
    .select(['version', 'effective_at', 'withdrawn_at'])
    .where('desk_id', '=', deskId)
    .execute()
  return rows.map((row) => ({
    version: row.version,
    effectiveAt: row.effective_at,
    withdrawnAt: row.withdrawn_at,
  }))
}

export type DatesJson = { version: number; effectiveAt: string; withdrawnAt: string | null }[] | null

/** The same within another statement, as JSON. */
export function datesJson(deskId: RawBuilder<unknown>): RawBuilder<DatesJson> {
  return sql<DatesJson>`(
    select json_agg(json_build_object('version', v.version, 'effectiveAt', v.effective_at, 'withdrawnAt', v.withdrawn_at))
      from regulation_versions v where v.desk_id = ${deskId})`
}

export function fromDatesJson(dates: DatesJson): VersionDates[] {
  return (dates ?? []).map(({ version, effectiveAt, withdrawnAt }) => ({
    version,
    effectiveAt: new Date(effectiveAt),
    withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt),
  }))
}

export async function listVersions(db: Reader, deskId: string): Promise<StoredVersion[]> {
  const rows = await db
    .selectFrom('regulation_versions')
    .select(['version', 'effective_at', 'existing_from', 'withdrawn_at', 'withdrawn_by', 'written_by', 'written_at'])
    .where('desk_id', '=', deskId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    effectiveAt: row.effective_at,
    existingFrom: row.existing_from,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    withdrawnBy: row.withdrawn_by,
    withdrawnAt: row.withdrawn_at,
  }))
}

export async function findDocument(db: Reader, deskId: string, version: number): Promise<Regulation | null> {
  const row = await db
    .selectFrom('regulation_versions')
    .select('document')
    .where('desk_id', '=', deskId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row === undefined ? null : storedRegulation.read(row.document)
}

const planTitle = v.object({ code: v.string(), title: texts })

/** Each plan of any version by its newest title; what a document of long ago says otherwise is left out. */
export async function listPlanTitles(db: Reader, deskId: string): Promise<{ code: string; title: InThree }[]> {
  const { rows } = await sql<{ code: unknown; title: unknown }>`
    select distinct on (plan ->> 'code') plan ->> 'code' as code, plan -> 'title' as title
      from regulation_versions v, jsonb_array_elements(v.document -> 'plans') plan
     where v.desk_id = ${deskId} and jsonb_typeof(v.document -> 'plans') = 'array'
     order by plan ->> 'code', v.version desc`.execute(db)
  return rows.flatMap((row) => (v.is(planTitle, row) ? [row] : []))
}

/** E9: versions that are to hold for clients who were there before them, from an instant that is still to come. */
export async function listComingForExisting(
  db: Reader,
  deskId: string,
  at: Date,
): Promise<{ version: number; existingFrom: Date }[]> {
  const { rows } = await sql<{ version: number; existing_from: Date }>`
    select version, existing_from from regulation_versions
     where desk_id = ${deskId} and withdrawn_at is null and existing_from > ${at} order by existing_from, version`.execute(
    db,
  )
  return rows.map((row) => ({ version: row.version, existingFrom: row.existing_from }))
}

/** E9: from when it concerns those who were connected before it. */
export async function saveExistingFrom(unit: UnitOfWork, deskId: string, version: number, from: Date): Promise<void> {
  await unit.tx
    .updateTable('regulation_versions')
    .set({ existing_from: from })
    .where('desk_id', '=', deskId)
    .where('version', '=', version)
    .execute()
}

/** The desk's row serialises two owners who publish at once. */
export async function lockVersions(unit: UnitOfWork, deskId: string): Promise<StoredVersion[]> {
  await unit.tx.selectFrom('desks').select('desk_id').where('desk_id', '=', deskId).forNoKeyUpdate().execute()
  return listVersions(unit.tx, deskId)
}

export type NewVersion = { version: number; effectiveAt: Date; document: Regulation; writtenBy: string }

export async function insertVersion(unit: UnitOfWork, deskId: string, added: NewVersion): Promise<void> {
  await unit.tx
    .insertInto('regulation_versions')
    .values({
      desk_id: deskId,
      version: added.version,
      effective_at: added.effectiveAt,
      document: storedRegulation.write(added.document),
      written_by: added.writtenBy,
      written_at: unit.at,
      withdrawn_by: null,
      withdrawn_at: null,
      existing_from: null,
    })
    .execute()
}

export async function markWithdrawn(unit: UnitOfWork, deskId: string, version: number, by: string): Promise<void> {
  await unit.tx
    .updateTable('regulation_versions')
    .set({ withdrawn_by: by, withdrawn_at: unit.at })
    .where('desk_id', '=', deskId)
    .where('version', '=', version)
    .execute()
}

/** Desks from before versions were kept, with the preset they were opened with. */
export async function listDesksWithout(db: Reader) {
  const { rows } = await sql<{ desk_id: string; regulation: string; created_at: Date }>`
    select desk_id, regulation, created_at from desks d
     where not exists (select 1 from regulation_versions v where v.desk_id = d.desk_id)`.execute(db)
  return rows.map((row) => ({ deskId: row.desk_id, preset: row.regulation, openedAt: row.created_at }))
}

/** C5, uninstall with CLEAN: the documents stay, without the names of who wrote them. */
export async function forgetWriters(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`
    update regulation_versions
       set written_by = '', withdrawn_by = case when withdrawn_at is null then null else '' end
     where desk_id in (select desk_id from desks where member_id = ${memberId})`.execute(unit.tx)
}
