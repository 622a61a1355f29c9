import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Account } from '../domain/account.ts'
import type { AccountKey, AccountForUpdate, TimerRow } from '../domain/accountForUpdate.ts'
import type { BoughtPackage, StoppedTimer } from './domain/happened.ts'

/** What an account has become; only what differs from before is written. */
export async function saveAccount(
  unit: UnitOfWork,
  before: AccountForUpdate,
  after: AccountForUpdate,
  wakeAt: Date | null,
) {
  await savePackages(unit, before.account, after.account)
  await saveGroups(unit, after, before.account, after.account)
  await saveLeastCharges(unit, after, before.account, after.account)
  await saveBegun(unit, after, before.account, after.account)
  const { account, head, balance, usage } = after
  await unit.tx
    .updateTable('accounts')
    .set({
      settled_at: account.from,
      limit_quanta: account.limitQuanta,
      owed_quanta: account.owedQuanta,
      least_quanta: account.leastQuanta,
      interrupted_since: account.interruptedSince,
      entries: head.count,
      head_hash: head.hash,
      balance,
      wake_at: wakeAt,
      usage_plan: usage?.planCode ?? null,
      usage_currency: usage?.currency ?? null,
      usage_version: usage?.version ?? null,
      usage_since: usage?.since ?? null,
    })
    .where('desk_id', '=', after.deskId)
    .where('member_id', '=', after.memberId)
    .execute()
}

async function savePackages(unit: UnitOfWork, before: Account, after: Account): Promise<void> {
  for (const one of after.packages) {
    if (before.packages.includes(one) || !before.packages.some(({ packageId }) => packageId === one.packageId)) continue
    await unit.tx
      .updateTable('packages')
      .set({
        left_quanta: one.left,
        extra_quanta: one.extra,
        has_ended: one.hasEnded,
        warned_days: one.warnedDays,
      })
      .where('package_id', '=', one.packageId)
      .execute()
  }
}

/** E9: it goes by the version of its order; quanta that are given back have none, and go by `returnedUnder`. */
export async function insertPackage(
  unit: UnitOfWork,
  key: AccountKey,
  bought: BoughtPackage,
  returnedUnder: number | null,
): Promise<void> {
  await unit.tx
    .insertInto('packages')
    .values({
      package_id: bought.packageId,
      desk_id: key.deskId,
      member_id: key.memberId,
      order_id: bought.orderId,
      plan_code: bought.planCode,
      quanta: bought.quanta,
      left_quanta: bought.quanta,
      starts_at: bought.starts,
      ends_at: bought.ends,
      validity: JSON.stringify(bought.validity),
      warned_days: null,
      entry: bought.entry,
      regulation_version: sql<number>`coalesce(
        (select regulation_version from orders where order_id = ${bought.orderId}), ${returnedUnder}::integer)`,
    })
    .execute()
}

async function saveGroups(unit: UnitOfWork, key: AccountKey, before: Account, after: Account): Promise<void> {
  const changed = Object.entries(after.groups).filter(([name, group]) => before.groups[name] !== group)
  const gone = Object.keys(before.groups).filter((name) => after.groups[name] === undefined)
  if (changed.length > 0) {
    await sql`
      insert into work_groups (desk_id, member_id, name, worked_seconds, paid_seconds)
      select ${key.deskId}, ${key.memberId}, * from unnest(${changed.map(([name]) => name)}::text[],
             ${changed.map(([, group]) => group.workedSeconds)}::bigint[], ${changed.map(([, group]) => group.paidSeconds)}::bigint[])
      on conflict (desk_id, member_id, name) do update
         set worked_seconds = excluded.worked_seconds, paid_seconds = excluded.paid_seconds`.execute(unit.tx)
  }
  if (gone.length > 0) {
    await sql`
      delete from work_groups
       where desk_id = ${key.deskId} and member_id = ${key.memberId} and name = any(${gone}::text[])`.execute(unit.tx)
  }
}

async function saveLeastCharges(unit: UnitOfWork, key: AccountKey, before: Account, after: Account): Promise<void> {
  const changed = Object.entries(after.leastChargeLeft).filter(
    ([ticketId, left]) => before.leastChargeLeft[ticketId] !== left,
  )
  if (changed.length === 0) return
  await sql`
    insert into least_charges (desk_id, member_id, ticket_id, left_quanta)
    select ${key.deskId}, ${key.memberId}, * from unnest(${changed.map(([ticketId]) => ticketId)}::text[],
           ${changed.map(([, left]) => left)}::int[])
    on conflict (desk_id, member_id, ticket_id) do update set left_quanta = excluded.left_quanta`.execute(unit.tx)
}

/** Which tickets may go on. A ticket on which work begins has just got its row, and is open by that. */
async function saveBegun(unit: UnitOfWork, { deskId, memberId }: AccountKey, before: Account, after: Account) {
  const ended = before.begunTickets.filter((ticketId) => !after.begunTickets.includes(ticketId))
  const begun = after.begunTickets.filter((ticketId) => !before.begunTickets.includes(ticketId))
  if (ended.length + begun.length === 0) return
  await sql`
    update least_charges set is_open = ticket_id = any(${begun}::text[])
     where desk_id = ${deskId} and member_id = ${memberId} and ticket_id = any(${[...ended, ...begun]}::text[])`.execute(
    unit.tx,
  )
}

export async function stopTimers(unit: UnitOfWork, stopped: readonly StoppedTimer[]): Promise<void> {
  if (stopped.length === 0) return
  await sql`
    update timers t set stopped_at = one.at, stop_cause = one.cause, quanta = one.quanta
      from unnest(${stopped.map((one) => one.intervalId)}::uuid[], ${stopped.map((one) => one.at.toISOString())}::timestamptz[],
                  ${stopped.map((one) => one.cause)}::text[], ${stopped.map((one) => one.quanta)}::int[])
             as one (interval_id, at, cause, quanta)
     where t.interval_id = one.interval_id`.execute(unit.tx)
}

/** Of timers that run on: what they have taken, and the question that is open. */
export async function saveTimers(unit: UnitOfWork, timers: readonly TimerRow[]): Promise<void> {
  if (timers.length === 0) return
  const instants = (pick: (timer: TimerRow) => Date | null) => timers.map((one) => pick(one)?.toISOString() ?? null)
  await sql`
    update timers t set quanta = one.quanta, asked_at = one.asked_at, ask_stops_at = one.ask_stops_at,
           ask_cause = one.ask_cause, answered_at = one.answered_at
      from unnest(${timers.map((one) => one.intervalId)}::uuid[], ${timers.map((one) => one.quanta)}::int[],
                  ${instants((one) => one.askedAt)}::timestamptz[], ${instants((one) => one.askStopsAt)}::timestamptz[],
                  ${timers.map((one) => one.askCause)}::text[], ${instants((one) => one.answeredAt)}::timestamptz[])
             as one (interval_id, quanta, asked_at, ask_stops_at, ask_cause, answered_at)
     where t.interval_id = one.interval_id`.execute(unit.tx)
}
