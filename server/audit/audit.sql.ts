import { sql, type RawBuilder } from 'kysely'
import { auditActs, isAuditAct, type AuditFilter } from '#contract/audit/types.ts'
import type { JournalEventType } from '#contract/events.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'

export type Position = { at: Date; entryId: number }

/** One act of a desk's journal, with what it takes to name it. */
export type Act = Position & {
  type: string
  actor: JournalActor
  payload: Record<string, unknown>
  portal: string | null
  actorPortal: string | null
  /** What the desk calls these clients (D8). */
  title: string | null
  actorTitle: string | null
  /** The code with which a portal was connected. */
  lastGroup: string | null
}

type ActRow = {
  entry_id: number
  at: Date
  type: string
  actor: JournalActor
  payload: Record<string, unknown>
  portal: string | null
  actor_portal: string | null
  title: string | null
  actor_title: string | null
  last_group: string | null
}

/** The desk's acts below a position, newest first; the index is read from there on, however long the journal is. */
export async function listActs(
  db: Reader,
  deskId: string,
  filter: AuditFilter,
  { below, limit }: { below: Position | null; limit: number },
): Promise<Act[]> {
  const after = below === null ? sql`true` : sql`(j.at, j.entry_id) < (${below.at}::timestamptz, ${below.entryId})`
  const { rows } = await sql<ActRow>`
    select j.entry_id, j.at, j.type, j.actor, j.payload, p.domain as portal, a.domain as actor_portal,
           ${titleOf(deskId, sql`j.member_id`)} as title, ${titleOf(deskId, sql`a.member_id`)} as actor_title,
           (select c.last_group from support_codes c where c.code_id::text = j.payload ->> 'codeId'
               and c.desk_id = j.desk_id) as last_group
      from journal j
      left join portals p on p.member_id = j.member_id
      left join portals a on a.member_id = j.actor ->> 'memberId'
     where ${matching(deskId, filter)} and ${after}
     order by j.at desc, j.entry_id desc
     limit ${limit}`.execute(db)
  return rows.map((row) => ({
    entryId: row.entry_id,
    at: row.at,
    type: row.type,
    actor: row.actor,
    payload: row.payload,
    portal: row.portal,
    actorPortal: row.actor_portal,
    title: row.title,
    actorTitle: row.actor_title,
    lastGroup: row.last_group,
  }))
}

/** What a desk calls its client; the view names it as every page does. */
function titleOf(deskId: string, member: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select titled.title from client_titles titled where titled.desk_id = ${deskId} and titled.member_id = ${member})`
}

/** How many acts a filter finds; who counts to a limit need not count further. */
export async function countActs(db: Reader, deskId: string, filter: AuditFilter, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from journal j
        left join portals p on p.member_id = j.member_id
        left join portals a on a.member_id = j.actor ->> 'memberId'
       where ${matching(deskId, filter)} limit ${limit}) found`.execute(db)
  return rows[0]?.count ?? 0
}

export type KnownPerson = {
  memberId: string
  userId: number
  name: string
  portal: string | null
  title: string | null
}

/** Who has ever acted here, each by the newest name. */
export async function listPeople(db: Reader, deskId: string): Promise<KnownPerson[]> {
  const { rows } = await sql<{
    member_id: string
    user_id: number
    name: string
    portal: string | null
    title: string | null
  }>`
    select * from (
      select distinct on (member_id, user_id) member_id, user_id, name,
             (select domain from portals p where p.member_id = acting.member_id) as portal,
             ${titleOf(deskId, sql`acting.member_id`)} as title
        from (select actor ->> 'memberId' as member_id, (actor ->> 'userId')::int as user_id, actor ->> 'name' as name,
                     max(at) as at
                from journal j
               where j.desk_id = ${deskId} and j.ticket_id is null and actor ->> 'userId' is not null
               group by 1, 2, 3) acting
       order by member_id, user_id, at desc) known
     order by name, user_id limit 500`.execute(db)
  return rows.map(({ member_id: memberId, user_id: userId, ...row }) => ({ memberId, userId, ...row }))
}

export type KnownPortal = { memberId: string; portalName: string; clientName: string | null }

/** Which portals these acts were about. */
export async function listPortals(db: Reader, deskId: string): Promise<KnownPortal[]> {
  const { rows } = await sql<{ member_id: string; domain: string; title: string | null }>`
    select member_id, domain, ${titleOf(deskId, sql`portals.member_id`)} as title from portals
     where member_id in (select member_id from journal j where j.desk_id = ${deskId} and j.ticket_id is null)
     order by coalesce(${titleOf(deskId, sql`portals.member_id`)}, domain), domain limit 1000`.execute(db)
  return rows.map((row) => ({ memberId: row.member_id, portalName: row.domain, clientName: row.title }))
}

const mention: JournalEventType = 'ticket.mentioned'

function matching(deskId: string, filter: AuditFilter): RawBuilder<unknown> {
  const { kinds = [], person, portal, from, until, search = '' } = filter
  // What is written in a ticket and how it moves is no act of the audit; the index leaves it out, too. Nor is whom a note names.
  const conditions = [sql`j.desk_id = ${deskId} and j.ticket_id is null and j.type <> ${mention}`]
  if (kinds.length > 0) conditions.push(isOfKind(kinds))
  if (person !== undefined) {
    conditions.push(
      sql`j.actor ->> 'memberId' = ${person.memberId} and j.actor ->> 'userId' = ${String(person.userId)}`,
    )
  }
  if (portal !== undefined) {
    conditions.push(sql`(j.member_id = ${portal} or j.actor ->> 'memberId' = ${portal} or j.payload ->> 'portal' in (
                         ${portal}, (select domain from portals where member_id = ${portal})))`)
  }
  if (from !== undefined) conditions.push(sql`j.at >= ${from}::timestamptz`)
  if (until !== undefined) conditions.push(sql`j.at < ${until}::timestamptz`)
  if (search !== '') conditions.push(isAbout(deskId, search))
  return sql.join(conditions, sql` and `)
}

const actsByName = Object.keys(auditActs).filter(isAuditAct)

function isOfKind(kinds: NonNullable<AuditFilter['kinds']>): RawBuilder<unknown> {
  const wanted = actsByName.filter((act) => kinds.includes(auditActs[act]))
  const isWanted = sql`j.type = any(${wanted}::text[])`
  return kinds.includes('other') ? sql`(${isWanted} or not j.type = any(${actsByName}::text[]))` : isWanted
}

/** Names, addresses and what was typed; not the ids and codes that stand beside them. Line by line, so that nothing is found across. */
function isAbout(deskId: string, search: string): RawBuilder<unknown> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`concat_ws(e'\n', j.actor ->> 'name', j.actor ->> 'address', p.domain, a.domain, ${titleOf(deskId, sql`j.member_id`)},
                       ${titleOf(deskId, sql`a.member_id`)}, j.payload ->> 'lastGroup',
                       j.payload ->> 'portal', j.payload ->> 'name', j.payload ->> 'number',
                       case j.type when 'desk.renamed' then concat(j.payload ->> 'from', ' ', j.payload ->> 'to') end) ilike ${pattern}`
}
