import { sql, type RawBuilder } from 'kysely'
import type { ClientReaderKind } from '#contract/notifications/table.types.ts'

export type ClientReader = { userId: number; as: ClientReaderKind }

/**
 * Who of a client's portal may be told, each once: its admins, as they were looked at not before `adminsSince` (P8), and those whom it has
 * named (E2). `member` is a column of the statement around it.
 */
export function clientReaders(member: RawBuilder<unknown>, adminsSince: Date): RawBuilder<unknown> {
  return sql`
    (select distinct on (known.user_id) known.user_id, known.kind
       from (select a.user_id, 'admin' as kind, 0 as rank from people a
              where a.member_id = ${member} and a.is_admin and a.seen_at > ${adminsSince}
              union all
             select n.user_id, n.kind, 1 from named_people n where n.member_id = ${member}) known
      order by known.user_id, known.rank)`
}

/** The same as a list, for statements of one row. */
export function clientReaderList(member: RawBuilder<unknown>, adminsSince: Date): RawBuilder<unknown> {
  return sql`
    coalesce((select json_agg(json_build_object('userId', r.user_id, 'as', r.kind))
                from ${clientReaders(member, adminsSince)} r), '[]'::json)`
}

/** What the desk calls the client (D8); null where it calls it nothing. The inner name is no column of a statement around it. */
export function clientTitle(desk: RawBuilder<unknown>, member: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select titled.title from client_titles titled where titled.desk_id = ${desk} and titled.member_id = ${member})`
}
