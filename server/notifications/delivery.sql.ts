import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type SentNotice = { notice: string; event: string; memberId: string; userId: number }

/** Those of these keys that are known as sent. */
export async function listSent(db: Db, notices: readonly string[]): Promise<ReadonlySet<string>> {
  if (notices.length === 0) return new Set()
  const { rows } = await sql<{ notice: string }>`
    select notice from notices_sent where notice = any(${notices}::text[])`.execute(db)
  return new Set(rows.map(({ notice }) => notice))
}

export async function markSent(unit: UnitOfWork, sent: readonly SentNotice[]): Promise<void> {
  await unit.tx
    .insertInto('notices_sent')
    .values(
      sent.map(({ notice, event, memberId, userId }) => ({
        notice,
        at: unit.at,
        event,
        member_id: memberId,
        user_id: userId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
