import { sql } from 'kysely'
import type { DeliveryFilter, DeliveryOutcome, DeliveryReason } from '#contract/notifications/deliveries.types.ts'
import type { NotificationChannel } from '#contract/notifications/table.types.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** What came of one notification in one way. `event` null: none of the table. */
export type NotedDelivery = {
  notice: string
  event: string | null
  memberId: string
  userId: number
  deskId: string | null
  channel: NotificationChannel
  outcome: DeliveryOutcome
  reason: DeliveryReason | null
}

/** Those of these keys that have come to their end: they are not sent again. */
export async function listEnded(db: Db, notices: readonly string[]): Promise<ReadonlySet<string>> {
  if (notices.length === 0) return new Set()
  const { rows } = await sql<{ notice: string }>`
    select notice from notices_sent where notice = any(${notices}::text[]) and outcome in ('sent', 'nobody')`.execute(
    db,
  )
  return new Set(rows.map(({ notice }) => notice))
}

/** What was sent stays so, whatever somebody slower says of it. */
export async function noteDeliveries(unit: UnitOfWork, noted: readonly NotedDelivery[]): Promise<void> {
  if (noted.length === 0) return
  await unit.tx
    .insertInto('notices_sent')
    .values(
      noted.map(({ notice, event, memberId, userId, deskId, channel, outcome, reason }) => ({
        notice,
        at: unit.at,
        event,
        member_id: memberId,
        user_id: userId,
        desk_id: deskId,
        channel,
        outcome,
        reason,
        // What only waits was not tried yet.
        tries: outcome === 'waiting' && reason === null ? 0 : 1,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('notice')
        .doUpdateSet((row) => ({
          at: row.ref('excluded.at'),
          outcome: row.ref('excluded.outcome'),
          reason: row.ref('excluded.reason'),
          tries: sql<number>`notices_sent.tries + 1`,
        }))
        .where('notices_sent.outcome', '<>', 'sent'),
    )
    .execute()
}

export type DeliveryPosition = { at: Date; deliveryId: number }
export type ListedDelivery = DeliveryPosition & {
  event: string | null
  channel: NotificationChannel
  outcome: DeliveryOutcome
  reason: DeliveryReason | null
  tries: number
  memberId: string
  userId: number
  name: string | null
  clientName: string | null
  portalName: string
}

/** Of the desk alone, the newest first, below a position. */
export async function listDeliveries(
  db: Reader,
  deskId: string,
  { outcome, channel, event, person }: DeliveryFilter,
  { below, limit }: { below: DeliveryPosition | null; limit: number },
): Promise<ListedDelivery[]> {
  const conditions = [sql`n.desk_id = ${deskId}`]
  if (outcome !== undefined) conditions.push(sql`n.outcome = ${outcome}`)
  if (channel !== undefined) conditions.push(sql`n.channel = ${channel}`)
  if (event !== undefined) conditions.push(sql`n.event = ${event}`)
  if (person !== undefined) conditions.push(sql`n.member_id = ${person.memberId} and n.user_id = ${person.userId}`)
  if (below !== null)
    conditions.push(sql`(n.at, n.delivery_id) < (${below.at}::timestamptz, ${below.deliveryId}::bigint)`)
  const { rows } = await sql<ListedDelivery>`
    select n.delivery_id as "deliveryId", n.at, n.event, n.channel, n.outcome, n.reason, n.tries,
           n.member_id as "memberId", n.user_id as "userId", p.domain as "portalName",
           coalesce(known.name, named.name) as name,
           (select titled.title from client_titles titled
             where titled.desk_id = n.desk_id and titled.member_id = n.member_id) as "clientName"
      from notices_sent n
      join portals p on p.member_id = n.member_id
      left join people known on known.member_id = n.member_id and known.user_id = n.user_id
      left join named_people named on named.member_id = n.member_id and named.user_id = n.user_id
     where ${sql.join(conditions, sql` and `)}
     order by n.at desc, n.delivery_id desc
     limit ${limit}`.execute(db)
  return rows
}

export async function dropOldDeliveries(unit: UnitOfWork, before: Date): Promise<void> {
  await unit.tx.deleteFrom('notices_sent').where('at', '<', before).execute()
}
