import { sql } from 'kysely'
import type { DeliveryReason } from '#contract/notifications/deliveries.types.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Thread } from './lines.sql.ts'

export type NewMail = Thread & {
  mailId: string
  deskId: string | null
  ticketId: string | null
  uptoSeq: number
  notices: string[]
  address: string
  messageId: string
  raw: string
}

export async function addMail(unit: UnitOfWork, mail: NewMail): Promise<void> {
  await unit.tx
    .insertInto('mails')
    .values({
      mail_id: mail.mailId,
      member_id: mail.memberId,
      user_id: mail.userId,
      desk_id: mail.deskId,
      ticket_id: mail.ticketId,
      thread: mail.thread,
      upto_seq: mail.uptoSeq,
      notices: mail.notices,
      address: mail.address,
      message_id: mail.messageId,
      raw: mail.raw,
      made_at: unit.at,
      next_at: unit.at,
    })
    .execute()
}

/** The newest letters of a thread, the oldest of them first. */
export async function messageIdsOf(db: Reader, { memberId, userId, thread }: Thread, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('mails')
    .select('message_id')
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .where('thread', '=', thread)
    .orderBy('made_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.message_id).toReversed()
}

const lockOfPace = 4_100_041

/**
 * Takes letters that are to be sent, no more than `perSecond` of all servers together, and of each portal in its turn: a thousand of
 * one hold up none of another. Whoever took them has `lease` milliseconds before others look.
 */
export async function takeMails(
  unit: UnitOfWork,
  { perSecond, lease }: { perSecond: number; lease: number },
): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(${lockOfPace})`.execute(unit.tx)
  const second = new Date(unit.at.getTime() - 1000)
  const { rows } = await sql<{ mail_id: string }>`
    with due as (
      select mail_id, next_at, row_number() over (partition by member_id order by next_at, mail_id) as turn
        from mails where sent_at is null and failed_at is null and next_at <= ${unit.at}
    )
    update mails set claimed_at = ${unit.at}, next_at = ${new Date(unit.at.getTime() + lease)}
     where mail_id in (
       select mail_id from due order by turn, next_at
        limit greatest(0, ${perSecond} - (select count(*) from mails where claimed_at > ${second})))
    returning mail_id`.execute(unit.tx)
  return rows.map((row) => row.mail_id)
}

export async function nextMailDueAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ next_at: Date | null }>`
    select min(next_at) as next_at from mails where sent_at is null and failed_at is null`.execute(db)
  return rows[0]?.next_at ?? null
}

export type TriedMail = {
  mailId: string
  memberId: string
  userId: number
  deskId: string | null
  notices: string[]
  address: string
  raw: string
  tries: number
  madeAt: Date
}

/** This one is tried by this caller alone until `until`; null: it is at its end, or somebody else tries it. */
export async function beginTry(unit: UnitOfWork, mailId: string, until: Date): Promise<TriedMail | null> {
  const { rows } = await sql<TriedMail>`
    update mails set trying_until = ${until}, tries = tries + 1
     where mail_id = ${mailId} and sent_at is null and failed_at is null and raw is not null
       and (trying_until is null or trying_until <= ${unit.at})
    returning mail_id as "mailId", member_id as "memberId", user_id as "userId", desk_id as "deskId", notices, address,
              raw, tries, made_at as "madeAt"`.execute(unit.tx)
  return rows[0] ?? null
}

export async function endMail(unit: UnitOfWork, mailId: string, reason: DeliveryReason | null): Promise<void> {
  const end = reason === null ? { sent_at: unit.at } : { failed_at: unit.at, reason }
  await unit.tx
    .updateTable('mails')
    .set({ ...end, raw: null, next_at: null, trying_until: null })
    .where('mail_id', '=', mailId)
    .execute()
}

export async function postponeMails(
  unit: UnitOfWork,
  mailIds: readonly string[],
  { next, reason }: { next: Date; reason: DeliveryReason | null },
): Promise<void> {
  if (mailIds.length === 0) return
  await unit.tx
    .updateTable('mails')
    .set({ next_at: next, trying_until: null, ...(reason !== null && { reason }) })
    .where('mail_id', 'in', [...mailIds])
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .execute()
}

export async function dropOldMails(unit: UnitOfWork, before: Date): Promise<void> {
  await unit.tx.deleteFrom('mails').where('made_at', '<', before).where('next_at', 'is', null).execute()
}

export async function forgetMails(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('mail_lines').where('member_id', '=', memberId).execute()
  await unit.tx.deleteFrom('mails').where('member_id', '=', memberId).execute()
}
