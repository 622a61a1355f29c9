import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { OnVersion } from './domain/moves.ts'

/** Of a desk's live connections, or of one of them: the version of now, and those that are planned. */
export async function listOnVersions(
  db: Reader,
  { deskId, connectionId }: { deskId: string; connectionId: string | null },
  at: Date,
): Promise<OnVersion[]> {
  const one = connectionId === null ? sql`true` : sql`c.connection_id = ${connectionId}`
  const { rows } = await sql<{
    connection_id: string
    member_id: string
    version: number
    planned: { version: number; from: string }[]
  }>`
    select c.connection_id, c.member_id,
           coalesce((select v.version from connection_versions v
                      where v.connection_id = c.connection_id and v.withdrawn_at is null and v.from_at <= ${at}
                      order by v.from_at desc, v.id desc limit 1), c.regulation_version) as version,
           coalesce((select json_agg(json_build_object('version', v.version, 'from', v.from_at) order by v.from_at, v.id)
                       from connection_versions v
                      where v.connection_id = c.connection_id and v.withdrawn_at is null and v.from_at > ${at}), '[]') as planned
      from connections c
     where c.desk_id = ${deskId} and c.ended_at is null and ${one}
     order by c.member_id`.execute(db)
  return rows.map((row) => ({
    connectionId: row.connection_id,
    memberId: row.member_id,
    version: row.version,
    planned: row.planned.map(({ version, from }) => ({ version, from: new Date(from) })),
  }))
}

export type VersionFrom = { connectionId: string; version: number; from: Date }

/** One that holds already has begun; one that is to come will be told when it does. */
export async function insertVersions(unit: UnitOfWork, added: readonly VersionFrom[]): Promise<void> {
  if (added.length === 0) return
  await unit.tx
    .insertInto('connection_versions')
    .values(
      added.map(({ connectionId, version, from }) => ({
        connection_id: connectionId,
        version,
        from_at: from,
        written_at: unit.at,
        began_at: from <= unit.at ? unit.at : null,
        withdrawn_at: null,
      })),
    )
    .execute()
}

/** What was planned and will not be; null for every connection of the desk, or whatever version it is. */
export async function withdrawPlanned(
  unit: UnitOfWork,
  {
    deskId,
    connectionIds,
    version,
  }: { deskId: string; connectionIds: readonly string[] | null; version: number | null },
): Promise<Begun[]> {
  const ofThese = connectionIds === null ? sql`true` : sql`c.connection_id = any(${connectionIds}::uuid[])`
  const ofVersion = version === null ? sql`true` : sql`v.version = ${version}`
  const { rows } = await sql<BegunRow>`
    update connection_versions v set withdrawn_at = ${unit.at}
      from connections c
     where c.connection_id = v.connection_id and c.desk_id = ${deskId} and c.ended_at is null
       and v.began_at is null and v.withdrawn_at is null and v.from_at > ${unit.at} and ${ofThese} and ${ofVersion}
    returning c.connection_id, c.member_id, c.desk_id, v.version, v.from_at`.execute(unit.tx)
  return rows.map(toBegun)
}

/** Those of one connection that a nearer one replaces. */
export async function withdrawReplaced(unit: UnitOfWork, replaced: readonly VersionFrom[]): Promise<void> {
  if (replaced.length === 0) return
  await sql`
    update connection_versions v set withdrawn_at = ${unit.at}
      from unnest(${replaced.map((one) => one.connectionId)}::uuid[], ${replaced.map((one) => one.version)}::int[],
                  ${replaced.map((one) => one.from.toISOString())}::timestamptz[]) as one (connection_id, version, from_at)
     where v.connection_id = one.connection_id and v.version = one.version and v.from_at = one.from_at
       and v.began_at is null and v.withdrawn_at is null`.execute(unit.tx)
}

type BegunRow = { connection_id: string; member_id: string; desk_id: string; version: number; from_at: Date }
export type Begun = { connectionId: string; memberId: string; deskId: string; version: number; from: Date }

function toBegun(row: BegunRow): Begun {
  return {
    connectionId: row.connection_id,
    memberId: row.member_id,
    deskId: row.desk_id,
    version: row.version,
    from: row.from_at,
  }
}

/** Planned ones whose instant has come, once; of connections that have ended meanwhile nothing begins. */
export async function beginPlanned(unit: UnitOfWork, deskId: string): Promise<Begun[]> {
  const { rows } = await sql<BegunRow>`
    update connection_versions v set began_at = ${unit.at}
      from connections c
     where c.connection_id = v.connection_id and c.desk_id = ${deskId} and c.ended_at is null
       and v.began_at is null and v.withdrawn_at is null and v.from_at <= ${unit.at}
    returning c.connection_id, c.member_id, c.desk_id, v.version, v.from_at`.execute(unit.tx)
  return rows.map(toBegun)
}

export type VersionChange = { version: number; from: Date; writtenAt: Date }

/** Every version of one connection, in the order in which they hold; its first one is that of its making. */
export async function listVersionsOf(db: Reader, connectionId: string): Promise<VersionChange[]> {
  const rows = await db
    .selectFrom('connection_versions')
    .select(['version', 'from_at', 'written_at'])
    .where('connection_id', '=', connectionId)
    .where('withdrawn_at', 'is', null)
    .orderBy('from_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ version: row.version, from: row.from_at, writtenAt: row.written_at }))
}
