import { sql, type Selectable } from 'kysely'
import type { AccessEnding } from '#contract/tickets/access.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { Tables } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccessBox } from './domain/access.ts'

const columns = [
  'access_id',
  'ticket_id',
  'kind',
  'tool',
  'purpose',
  'until',
  'state',
  'asked_side',
  'asked_by',
  'asked_by_user',
  'asked_at',
  'answered_by',
  'answered_by_user',
  'answered_at',
  'reason',
  'looks',
  'looked_by',
  'looked_at',
  'ended_at',
  'end_cause',
  'confirmed_by',
  'confirmed_at',
] as const
type BoxRow = Pick<Selectable<Tables['access_boxes']>, (typeof columns)[number]>

/** A ticket's boxes, the newest first; without what is in them. */
export async function listBoxes(db: Reader, ticketId: string, limit: number): Promise<AccessBox[]> {
  const rows = await db
    .selectFrom('access_boxes')
    .select(columns)
    .where('ticket_id', '=', ticketId)
    .orderBy('asked_at', 'desc')
    .orderBy('access_id')
    .limit(limit)
    .execute()
  return rows.map(boxOf)
}

export async function findBox(db: Reader, accessId: string): Promise<AccessBox | null> {
  const row = await db.selectFrom('access_boxes').select(columns).where('access_id', '=', accessId).executeTakeFirst()
  return row === undefined ? null : boxOf(row)
}

export type EndedBox = Pick<AccessBox, 'accessId' | 'kind'> & { keyId: string | null; wasGiven: boolean }

/** T9: nothing is asked for or given any more, of a ticket or of one box alone; what was in it is gone with this row. */
export async function endBoxes(
  unit: UnitOfWork,
  ticketId: string,
  { cause, accessId = null }: { cause: AccessEnding; accessId?: string | null },
): Promise<EndedBox[]> {
  const { rows } = await sql<EndedBox>`
    with live as (
      select access_id, key_id, state from access_boxes
       where ticket_id = ${ticketId} and state in ('asked', 'given')
         and (${accessId}::uuid is null or access_id = ${accessId}::uuid)
       order by access_id for no key update
    )
    update access_boxes b
       set state = case when live.state = 'given' then 'wiped' else 'ended' end,
           content = null, key_id = null, ended_at = ${unit.at}, end_cause = ${cause}
      from live where b.access_id = live.access_id
    returning b.access_id as "accessId", b.kind, live.key_id as "keyId", live.state = 'given' as "wasGiven"`.execute(
    unit.tx,
  )
  return rows
}

/** The portal's tickets in which something is open or asked for, by their ids. */
export async function listTicketsWithBoxes(unit: UnitOfWork, ticketIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    select distinct ticket_id from access_boxes
     where ticket_id = any(${ticketIds}::uuid[]) and state in ('asked', 'given') order by ticket_id`.execute(unit.tx)
  return rows.map((row) => row.ticket_id)
}

/** C5, uninstall with CLEAN: returns the keys that were left. */
export async function deleteBoxes(unit: UnitOfWork, ticketIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key_id: string | null }>`
    delete from access_boxes where ticket_id = any(${ticketIds}::uuid[]) returning key_id`.execute(unit.tx)
  return rows.flatMap((row) => (row.key_id === null ? [] : [row.key_id]))
}

function act(name: string | null, at: Date | null): { name: string; at: Date } | null {
  return name === null || at === null ? null : { name, at }
}

function boxOf(row: BoxRow): AccessBox {
  const answered = act(row.answered_by, row.answered_at)
  return {
    accessId: row.access_id,
    ticketId: row.ticket_id,
    kind: row.kind,
    tool: row.tool,
    purpose: row.purpose,
    until: row.until,
    state: row.state,
    asked: { side: row.asked_side, userId: row.asked_by_user, name: row.asked_by, at: row.asked_at },
    answered: answered === null ? null : { ...answered, userId: row.answered_by_user },
    reason: row.reason,
    looks: row.looks,
    lastLook: act(row.looked_by, row.looked_at),
    ending: row.ended_at === null || row.end_cause === null ? null : { cause: row.end_cause, at: row.ended_at },
    confirmed: act(row.confirmed_by, row.confirmed_at),
  }
}
