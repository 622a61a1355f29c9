import { sql } from 'kysely'
import type { DeliveryFilter, DeliveryOutcome, DeliveryReason } from '#contract/notifications/deliveries.types.ts'
import type { NotificationChannel } from '#contract/notifications/table.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
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

/**
 * Before a portal is asked: of these those that this unit is to tell. `ended` have come to their end and are not sent again; the rest are
 * being told by somebody else, who is believed dead after `leaseSeconds`.
 */
export async function claimDeliveries(
  unit: UnitOfWork,
  claimed: readonly Omit<NotedDelivery, 'outcome' | 'reason'>[],
  leaseSeconds: number,
): Promise<{ mine: ReadonlySet<string>; ended: ReadonlySet<string> }> {
  const column = <Value>(read: (one: Omit<NotedDelivery, 'outcome' | 'reason'>) => Value) => claimed.map(read)
  const { rows } = await sql<{ notice: string; isMine: boolean }>`
    with wanted as (
      select * from unnest(${column((one) => one.notice)}::text[], ${column((one) => one.event)}::text[],
                           ${column((one) => one.memberId)}::text[], ${column((one) => one.userId)}::int[],
                           ${column((one) => one.deskId)}::uuid[], ${column((one) => one.channel)}::text[])
                      as one (notice, event, member_id, user_id, desk_id, channel)
    ), mine as (
      insert into notices_sent as known (notice, at, event, member_id, user_id, desk_id, channel, outcome, tries)
      select notice, ${unit.at}::timestamptz, event, member_id, user_id, desk_id, channel, 'waiting', 0 from wanted
       order by notice
      on conflict (notice) do update set at = excluded.at, outcome = 'waiting'
       where known.outcome = 'failed'
          or (known.outcome = 'waiting' and known.at <= excluded.at - ${leaseSeconds} * interval '1 second')
      returning notice
    )
    select notice, true as "isMine" from mine
     union all
    select sent.notice, false from wanted join notices_sent sent using (notice)
     where sent.outcome in ('sent', 'nobody')`.execute(unit.tx)
  return {
    mine: new Set(rows.flatMap(({ notice, isMine }) => (isMine ? [notice] : []))),
    ended: new Set(rows.flatMap(({ notice, isMine }) => (isMine ? [] : [notice]))),
  }
}

/** What came of those that were claimed. Their instant stays that of the claim, so that no index has to be written again. */
export async function settleDeliveries(
  unit: UnitOfWork,
  settled: readonly Pick<NotedDelivery, 'notice' | 'outcome' | 'reason'>[],
): Promise<void> {
  if (settled.length === 0) return
  await sql`
    update notices_sent known set outcome = one.outcome, reason = one.reason, tries = known.tries + 1
      from unnest(${settled.map(({ notice }) => notice)}::text[], ${settled.map(({ outcome }) => outcome)}::text[],
                  ${settled.map(({ reason }) => reason)}::text[]) as one (notice, outcome, reason)
     where known.notice = one.notice and known.outcome <> 'sent'`.execute(unit.tx)
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
