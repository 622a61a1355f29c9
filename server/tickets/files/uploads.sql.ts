import { sql } from 'kysely'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

type Person = { memberId: string; userId: number }
export type NewUpload = Person & {
  fileId: string
  deskId: string
  side: 'client' | 'desk'
  name: string
  bytes: number
  expiresAt: Date
}

export async function insertUpload(unit: UnitOfWork, upload: NewUpload): Promise<void> {
  await unit.tx
    .insertInto('ticket_files')
    .values({
      file_id: upload.fileId,
      desk_id: upload.deskId,
      side: upload.side,
      member_id: upload.memberId,
      user_id: upload.userId,
      name: upload.name,
      bytes: upload.bytes,
      made_at: unit.at,
      expires_at: upload.expiresAt,
    })
    .execute()
}

/** How many files of theirs go with no message yet. */
export async function countWaiting(db: Reader, { memberId, userId }: Person): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::bigint as count from ticket_files
     where member_id = ${memberId} and user_id = ${userId} and ticket_id is null and refused is null`.execute(db)
  return rows[0]?.count ?? 0
}

/**
 * A lease need not survive a power cut of the database, and nobody waits for its disk: whoever loses one is told with the next renewal,
 * and until then writes the same bytes of the same file to the same places as the other.
 */
const unhurried = sql`(select set_config('synchronous_commit', 'off', true)) as unhurried`

type Lease = { fileId: string; holder: string; seconds: number; at: Date }

/** By the database's own clock: all servers' leases end by it. */
export async function takeLease(
  db: Db,
  { memberId, userId }: Person,
  { fileId, holder, seconds, at }: Lease,
): Promise<boolean> {
  const { rows } = await sql`
    update ticket_files set lease = ${holder}, leased_until = clock_timestamp() + make_interval(secs => ${seconds})
      from ${unhurried}
     where file_id = ${fileId} and member_id = ${memberId} and user_id = ${userId}
       and (expires_at is null or expires_at > ${at})
       and (lease is null or lease = ${holder} or leased_until < clock_timestamp())
    returning 1`.execute(db)
  return rows.length > 0
}

export async function endLease(db: Db, fileId: string, holder: string): Promise<void> {
  await sql`update ticket_files set lease = null, leased_until = null from ${unhurried}
             where file_id = ${fileId} and lease = ${holder}`.execute(db)
}

/** Once, and only while it is not examined; the bytes that are free again by whose they were, or null. */
export async function refuseUpload(unit: UnitOfWork, fileId: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    update ticket_files set refused = ${code}
     where file_id = ${fileId} and refused is null and content_id is null returning 1`.execute(unit.tx)
  return rows.length > 0
}
