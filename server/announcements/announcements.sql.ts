import { sql } from 'kysely'
import {
  historyDays,
  type AnnouncementKind,
  type AnnouncementTexts,
  type Audience,
  type Severity,
} from '#contract/announcements/types.ts'
import { overdueSince } from '#contract/announcements/shown.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'

export type Update = { number: number; at: Date; severity: Severity; title: AnnouncementTexts; body: AnnouncementTexts }
/** Whoever has published what monitoring has found: nobody. */
export const theSystemsUser = 0

export type StoredAnnouncement = {
  announcementId: string
  deskId: string
  kind: AnnouncementKind
  audience: Audience
  startsAt: Date
  until: Date | null
  endedAt: Date | null
  publishedBy: string
  publishedByUser: number
  publishedAt: Date
  /** The number of the newest update. */
  number: number
}

export async function insertAnnouncement(unit: UnitOfWork, announcement: StoredAnnouncement): Promise<void> {
  await unit.tx
    .insertInto('announcements')
    .values({
      announcement_id: announcement.announcementId,
      desk_id: announcement.deskId,
      kind: announcement.kind,
      audience: sql`${JSON.stringify(announcement.audience)}::jsonb`,
      starts_at: announcement.startsAt,
      until: announcement.until,
      ended_at: announcement.endedAt,
      published_by: announcement.publishedBy,
      published_by_user: announcement.publishedByUser,
      published_at: announcement.publishedAt,
      updates: announcement.number,
    })
    .execute()
}

export async function insertUpdate(unit: UnitOfWork, announcementId: string, update: Update): Promise<void> {
  await unit.tx
    .insertInto('announcement_updates')
    .values({
      announcement_id: announcementId,
      number: update.number,
      at: update.at,
      severity: update.severity,
      title: sql`${JSON.stringify(update.title)}::jsonb`,
      body: sql`${JSON.stringify(update.body)}::jsonb`,
    })
    .execute()
}

/** Whatever desk's it is; locked, so that of two that tell it anew the second one finds what the first has said. */
export async function findForUpdate(unit: UnitOfWork, announcementId: string): Promise<StoredAnnouncement | null> {
  const row = await unit.tx
    .selectFrom('announcements')
    .selectAll()
    .where('announcement_id', '=', announcementId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    announcementId: row.announcement_id,
    deskId: row.desk_id,
    kind: row.kind,
    audience: row.audience,
    startsAt: row.starts_at,
    until: row.until,
    endedAt: row.ended_at,
    publishedBy: row.published_by,
    publishedByUser: row.published_by_user,
    publishedAt: row.published_at,
    number: row.updates,
  }
}

export type Said = Pick<
  StoredAnnouncement,
  'deskId' | 'kind' | 'audience' | 'startsAt' | 'until' | 'endedAt' | 'number'
> &
  Pick<Update, 'severity' | 'title'>

/** An announcement with what is said of it last; null where there is none. */
export async function findSaid(db: Reader, announcementId: string): Promise<Said | null> {
  const { rows } = await sql<Said>`
    select a.desk_id as "deskId", a.kind, a.audience, a.starts_at as "startsAt", a.until, a.ended_at as "endedAt",
           a.updates as number, u.severity, u.title
      from announcements a
      join announcement_updates u on u.announcement_id = a.announcement_id and u.number = a.updates
     where a.announcement_id = ${announcementId}`.execute(db)
  return rows[0] ?? null
}

/** `null` where it has no such one. */
export async function findUpdate(db: Reader, announcementId: string, number: number): Promise<Update | null> {
  const row = await db
    .selectFrom('announcement_updates')
    .select(['number', 'at', 'severity', 'title', 'body'])
    .where('announcement_id', '=', announcementId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ?? null
}

export async function saveProgress(
  unit: UnitOfWork,
  announcementId: string,
  { number, until, endedAt }: { number: number; until: Date | null; endedAt: Date | null },
): Promise<void> {
  await unit.tx
    .updateTable('announcements')
    .set({ updates: number, until, ended_at: endedAt })
    .where('announcement_id', '=', announcementId)
    .execute()
}

/** Of a desk, those that its people have under way, coming or overdue. */
export async function countOpen(unit: UnitOfWork, deskId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from announcements
     where desk_id = ${deskId} and published_by_user <> ${theSystemsUser}
       and ended_at is null
       and (until is null or until > case kind when 'maintenance' then ${overdueSince(unit.at)}::timestamptz else ${unit.at}::timestamptz end)`.execute(
    unit.tx,
  )
  return rows[0]?.open ?? 0
}

type JsonUpdate = Omit<Update, 'at'> & { at: string }
export type ListedAnnouncement = StoredAnnouncement & { said: JsonUpdate[]; closed: number | null }

const columns = sql`
  a.announcement_id as "announcementId", a.desk_id as "deskId", a.kind, a.audience, a.starts_at as "startsAt", a.until,
  a.ended_at as "endedAt", a.published_by as "publishedBy",
  a.published_by_user as "publishedByUser", a.published_at as "publishedAt", a.updates as number,
  (select json_agg(json_build_object('number', u.number, 'at', u.at, 'severity', u.severity, 'title', u.title, 'body', u.body)
                   order by u.number desc)
     from announcement_updates u where u.announcement_id = a.announcement_id) as said`

/** Of a desk, the newest first, those after a place. */
export async function listOfDesk(
  db: Reader,
  deskId: string,
  { after, limit }: { after: TimedPlace | null; limit: number },
): Promise<ListedAnnouncement[]> {
  const behind =
    after === null
      ? sql`true`
      : sql`(a.published_at, a.announcement_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<ListedAnnouncement>`
    select ${columns}, null::int as closed from announcements a where a.desk_id = ${deskId} and ${behind}
     order by a.published_at desc, a.announcement_id desc limit ${limit}`.execute(db)
  return rows
}

const mostRead = 200

/** What a reader at a desk's client may still see, whomever it concerns: what is under way, coming, or over since not too long. */
export async function listRecent(
  { tx, at }: { tx: Reader; at: Date },
  { deskId, memberId, userId }: { deskId: string; memberId: string; userId: number },
): Promise<ListedAnnouncement[]> {
  const since = new Date(at.getTime() - historyDays * 86_400_000)
  const { rows } = await sql<ListedAnnouncement>`
    select ${columns}, c.number as closed from announcements a
      left join announcement_closings c
        on c.announcement_id = a.announcement_id and c.member_id = ${memberId} and c.user_id = ${userId}
     where a.desk_id = ${deskId} and coalesce(least(a.ended_at, a.until), 'infinity'::timestamptz) > ${since}
     order by a.published_at desc, a.announcement_id desc limit ${mostRead}`.execute(tx)
  return rows
}

/**
 * What everybody may read of a desk: told to all of its clients, under way, coming, or over since not too long; of what nobody has
 * written only `ofSystem`. The newest first.
 */
export async function listPublic(
  { tx, at }: { tx: Reader; at: Date },
  { deskId, ofSystem }: { deskId: string; ofSystem: readonly string[] },
): Promise<ListedAnnouncement[]> {
  const since = new Date(at.getTime() - historyDays * 86_400_000)
  const { rows } = await sql<ListedAnnouncement>`
    select ${columns}, null::int as closed from announcements a
     where a.desk_id = ${deskId} and a.kind in ('maintenance', 'incident')
       and coalesce(least(a.ended_at, a.until), 'infinity'::timestamptz) > ${since}
       and not exists (select 1 from jsonb_each(a.audience) narrowing where narrowing.value <> '[]'::jsonb)
       and (a.published_by_user <> ${theSystemsUser} or a.announcement_id = any(${[...ofSystem]}::uuid[]))
     order by a.published_at desc, a.announcement_id desc limit ${mostRead}`.execute(tx)
  return rows
}

/** The newest one that was closed counts. */
export async function saveClosing(
  unit: UnitOfWork,
  {
    announcementId,
    memberId,
    userId,
    number,
  }: { announcementId: string; memberId: string; userId: number; number: number },
): Promise<void> {
  await sql`
    insert into announcement_closings as c (announcement_id, member_id, user_id, number)
    values (${announcementId}, ${memberId}, ${userId}, ${number})
    on conflict (announcement_id, member_id, user_id) do update set number = greatest(c.number, excluded.number)`.execute(
    unit.tx,
  )
}

/** C5, uninstall with CLEAN of the desk's portal: a number for the name of whoever published. */
export async function forgetPublishers(unit: UnitOfWork, deskId: string): Promise<void> {
  await sql`update announcements set published_by = '№ ' || published_by_user
     where desk_id = ${deskId} and published_by_user <> ${theSystemsUser}`.execute(unit.tx)
}

/** C5, uninstall with CLEAN: nobody's any more. */
export async function forgetClosings(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('announcement_closings').where('member_id', '=', memberId).execute()
}
