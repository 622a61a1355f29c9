import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'

type Account = { deskId: string; memberId: string }

/**
 * A ledger of work, set-wise: its hashes chain nothing, which no page looks at. The account's row and its one package say what
 * the entries add up to.
 */
export async function insertLedger(db: Db, account: Account, entries: number, until: Date): Promise<void> {
  for (let there = 0; there < entries; there += insertedAtOnce) {
    const numbers = { from: there + 1, to: Math.min(entries, there + insertedAtOnce), of: entries }
    await insertSome(db, account, numbers, until)
  }
  const { deskId, memberId } = account
  await sql`
    update accounts set entries = entries + ${entries}, balance = balance - ${entries}
     where desk_id = ${deskId} and member_id = ${memberId}`.execute(db)
  await sql`
    update packages set left_quanta = left_quanta - ${entries}
     where desk_id = ${deskId} and member_id = ${memberId}`.execute(db)
  await sql`vacuum analyze ledger`.execute(db)
}

const insertedAtOnce = 50_000

async function insertSome(
  db: Db,
  { deskId, memberId }: Account,
  { from, to, of }: { from: number; to: number; of: number },
  until: Date,
): Promise<void> {
  await sql`
    insert into ledger (desk_id, member_id, number, at, kind, package_id, quanta, ticket_id, interval_id, previous_hash,
                        hash, balance)
    select a.desk_id, a.member_id, a.entries + n, ${until}::timestamptz - (${of}::bigint - n) * interval '5 minutes', 'work',
           p.package_id, -1, t.ticket_id, null, repeat('0', 64), repeat('0', 64), a.balance - n
      from generate_series(${from}::bigint, ${to}::bigint) n, accounts a, packages p,
           (select ticket_id from tickets where member_id = ${memberId} limit 1) t
     where a.desk_id = ${deskId} and a.member_id = ${memberId} and p.desk_id = a.desk_id and p.member_id = a.member_id`.execute(
    db,
  )
}
