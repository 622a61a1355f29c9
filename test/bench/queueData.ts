import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import { wordsRevision } from '#server/tickets/search/searchIndex.sql.ts'
import { toState } from '#server/tickets/ticketRow.sql.ts'
import { deskWord, portalWord, stemsOf } from '#server/tickets/search/domain/searchTerms.ts'
import { tickets } from '../server/tickets/tickets.ts'

/** Whom the tickets belong to; a desk with its agents and the portals of its clients. */
export type QueueOwners = { deskId: string; memberIds: string[]; agentIds: number[] }
export type Numbers = { from: number; to: number }

const { assistant, queued, inProgress, waitingForClient, deferred, resolved, closed } = tickets
const states = Object.fromEntries(
  [assistant, queued, inProgress, waitingForClient, deferred, resolved, closed].map((ticket) => [
    ticket.status,
    JSON.parse(toState(ticket)),
  ]),
)
const startedAt = new Date('2024-01-01T00:00:00Z')

/** Words of made-up roots; the first ones stand in many tickets, the last ones in few. */
export const vocabulary: readonly string[] = Array.from({ length: 5000 }, (_, index) => rootOf(index))

export async function insertPortals(db: Db, memberIds: readonly string[]): Promise<void> {
  await sql`
    insert into portals (member_id, domain, client_endpoint, server_endpoint, client_id)
    select member_id, member_id || '.example', '', '', 'local.bench' from unnest(${memberIds}::text[]) member_id`.execute(
    db,
  )
}

export async function insertStaff(db: Db, deskId: string, userIds: readonly number[]): Promise<void> {
  await sql`
    insert into desk_staff (desk_id, user_id, name, role, added_at)
    select ${deskId}::uuid, user_id, 'Agent ' || user_id, 'agent', ${startedAt} from unnest(${userIds}::integer[]) user_id
    on conflict do nothing`.execute(db)
}

/**
 * Tickets of one desk, made set-wise: one in ten is open, of those one in five waits; one in fifty is critical and goes
 * first. A minute and three seconds lie between them, in whole milliseconds as everywhere.
 */
export async function insertTickets(db: Db, owners: QueueOwners, numbers: Numbers): Promise<void> {
  await sql`
    insert into tickets (ticket_id, desk_id, member_id, number, subject, status, state, assignee_id, opened_by_user,
                         opened_by, opened_at, regulation_version, last_at, active_at, last_seq, last_public_seq, preview,
                         category, priority, due_at, queued_at, queue_rank)
    select gen_random_uuid(), ${owners.deskId}::uuid, (${owners.memberIds}::text[])[1 + n % ${owners.memberIds.length}],
           'BENCH-' || n, 'Не выгружается отчёт ' || n, status, ${JSON.stringify(states)}::jsonb -> status, assignee, 1, 'Клиент', at, 1, active, active, 1, 1,
           'После обновления отчёт строится, но сумма не сходится', category, priority,
           case when status = 'queued' and n % 3 = 0 then at + interval '4 hours' end, at, queue_rank
      from (
        select n, at, at + (n % 5000) * interval '1 minute' as active, category, priority, status,
               case when status = 'queued' then null
                    else (${owners.agentIds}::integer[])[1 + (n * 7) % ${owners.agentIds.length}] end as assignee,
               case when status <> 'closed' and priority = 'critical' then 0 else 9 end as queue_rank
          from (
            select n, ${startedAt}::timestamptz + n * interval '63 seconds' as at,
                   (array['incident', 'serviceRequest', 'informationRequest', 'changeRequest'])[1 + n % 4] as category,
                   case when n % 50 = 7 then 'critical' when n % 7 = 0 then 'high' when n % 3 = 0 then 'low'
                        else 'medium' end as priority,
                   case when (n * 7919) % 100 >= 10 then 'closed'
                        else (array['queued', 'inProgress', 'waitingForClient', 'deferred', 'resolved'])[1 + (n * 31) % 5]
                   end as status
              from generate_series(${numbers.from}::bigint, ${numbers.to}::bigint) n
          ) dated
      ) placed`.execute(db)
}

/** Twenty-five words a ticket, as the product stores them. */
export async function insertWords(db: Db, owners: QueueOwners, numbers: Numbers): Promise<void> {
  const stems = vocabulary.map((word) => stemsOf(word)[0] ?? word)
  await sql`
    insert into ticket_words (ticket_id, desk_id, member_id, said_at, is_open, revision, words, note_words)
    select t.ticket_id, t.desk_id, t.member_id, t.active_at, t.status <> 'closed', ${wordsRevision},
           array_to_tsvector(array(
             select (${stems}::text[])[1 + floor(${stems.length} * ((hashint8(wanted.n * 31 + k) & 65535) / 65536.0) ^ 3)::int]
               from generate_series(1, 25) k
           ) || array[${deskWord(owners.deskId)}, ${portalWord('')} || t.member_id, wanted.n::text]), ''::tsvector
      from generate_series(${numbers.from}::bigint, ${numbers.to}::bigint) wanted (n)
      join tickets t on t.desk_id = ${owners.deskId}::uuid and t.number = 'BENCH-' || wanted.n`.execute(db)
}

export async function settleTables(db: Db): Promise<void> {
  await sql`vacuum (analyze) tickets`.execute(db)
  await sql`vacuum (analyze) ticket_words`.execute(db)
}

/** A made-up root of four syllables; 65,536 of them are different. */
export function rootOf(index: number): string {
  const syllables = ['ба', 'ве', 'го', 'ди', 'жу', 'за', 'ки', 'ло', 'му', 'не', 'по', 'ру', 'са', 'ту', 'фо', 'ха']
  const digits = [index & 15, (index >> 4) & 15, (index >> 8) & 15, (index >> 12) & 15]
  return `${digits.map((digit) => syllables[digit] ?? '').join('')}к`
}
