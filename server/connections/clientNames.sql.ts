import { sql } from 'kysely'
import type { NamedClient } from '#contract/connections/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

type Client = { deskId: string; memberId: string }

/** D8: what a desk calls a client, and where that comes from; null where there is no such portal. */
export async function findNamedClient(db: Reader, { deskId, memberId }: Client): Promise<NamedClient | null> {
  const { rows } = await sql<NamedClient>`
    select p.member_id as "memberId", p.domain as "portalName", c.title as "clientName", c.source
      from portals p left join client_titles c on c.desk_id = ${deskId} and c.member_id = p.member_id
     where p.member_id = ${memberId}`.execute(db)
  return rows[0] ?? null
}

/** As it was set; null where the desk has set none. Under the row's lock, so that of two at once the second one knows the first. */
export async function findSetName(unit: UnitOfWork, { deskId, memberId }: Client): Promise<string | null> {
  const row = await unit.tx
    .selectFrom('client_names')
    .select('name')
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row?.name ?? null
}

export async function saveClientName(unit: UnitOfWork, client: Client, name: string, by: string): Promise<void> {
  const values = { name, named_by: by, named_at: unit.at }
  await unit.tx
    .insertInto('client_names')
    .values({ desk_id: client.deskId, member_id: client.memberId, ...values })
    .onConflict((conflict) => conflict.columns(['desk_id', 'member_id']).doUpdateSet(values))
    .execute()
}

export async function deleteClientName(unit: UnitOfWork, { deskId, memberId }: Client): Promise<void> {
  await unit.tx.deleteFrom('client_names').where('desk_id', '=', deskId).where('member_id', '=', memberId).execute()
}
