import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

type Key = { memberId: string; userId: number }
export type KnownAddress = { address: string | null; source: 'portal' | 'typed'; at: Date }

export async function listAddresses(db: Reader, { memberId, userId }: Key): Promise<KnownAddress[]> {
  return db
    .selectFrom('mail_addresses')
    .select(['address', 'source', 'at'])
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .execute()
}

export async function saveAddress(
  unit: UnitOfWork,
  { memberId, userId }: Key,
  { source, address }: Pick<KnownAddress, 'source' | 'address'>,
): Promise<void> {
  const values = { address, at: unit.at }
  await unit.tx
    .insertInto('mail_addresses')
    .values({ member_id: memberId, user_id: userId, source, ...values })
    .onConflict((conflict) => conflict.columns(['member_id', 'user_id', 'source']).doUpdateSet(values))
    .execute()
}

/** A link that waits is ended, too; that it was asked for still counts. */
export async function dropTyped(unit: UnitOfWork, { memberId, userId }: Key): Promise<void> {
  await sql`update mail_confirmations set used_at = ${unit.at}
             where member_id = ${memberId} and user_id = ${userId} and used_at is null`.execute(unit.tx)
  await sql`delete from mail_addresses
             where member_id = ${memberId} and user_id = ${userId} and source = 'typed'`.execute(unit.tx)
}

/** Whoever asks for links one after the other does it in turn, so that none is counted past. */
export async function lockAsking(unit: UnitOfWork, { memberId, userId }: Key, address: string): Promise<void> {
  const keys = [`mail person ${memberId} ${userId}`, `mail address ${address}`]
  for (const key of keys) await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 41))`.execute(unit.tx)
}

/** When links were asked for since then, by this person and to this address. */
export async function readAskings(
  unit: UnitOfWork,
  { memberId, userId }: Key,
  { address, since }: { address: string; since: Date },
): Promise<{ byPerson: Date[]; toAddress: number }> {
  const { rows } = await sql<{ asked_at: Date; is_own: boolean; is_there: boolean }>`
    select asked_at, (member_id = ${memberId} and user_id = ${userId}) as is_own, address = ${address} as is_there
      from mail_confirmations
     where asked_at > ${since} and ((member_id = ${memberId} and user_id = ${userId}) or address = ${address})
     order by asked_at`.execute(unit.tx)
  return {
    byPerson: rows.filter((row) => row.is_own).map((row) => row.asked_at),
    toAddress: rows.filter((row) => row.is_there).length,
  }
}

export type Confirmation = Key & { confirmationId: string; address: string; expiresAt: Date }

/** A new link ends the ones before: they stay, to be counted, and confirm nothing. */
export async function addConfirmation(unit: UnitOfWork, confirmation: Confirmation): Promise<void> {
  const { memberId, userId, confirmationId, address, expiresAt } = confirmation
  await sql`update mail_confirmations set used_at = ${unit.at}
             where member_id = ${memberId} and user_id = ${userId} and used_at is null`.execute(unit.tx)
  await unit.tx
    .insertInto('mail_confirmations')
    .values({
      confirmation_id: confirmationId,
      member_id: memberId,
      user_id: userId,
      address,
      asked_at: unit.at,
      expires_at: expiresAt,
      used_at: null,
    })
    .execute()
}

export async function findWaiting(db: Reader, { memberId, userId }: Key, at: Date): Promise<Confirmation | null> {
  const { rows } = await sql<Confirmation>`
    select confirmation_id as "confirmationId", member_id as "memberId", user_id as "userId", address,
           expires_at as "expiresAt"
      from mail_confirmations
     where member_id = ${memberId} and user_id = ${userId} and used_at is null and expires_at > ${at}
     order by asked_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Uses a link: once, however often it is pressed at once. */
export async function takeConfirmation(unit: UnitOfWork, confirmationId: string): Promise<Confirmation | null> {
  const { rows } = await sql<Confirmation>`
    update mail_confirmations set used_at = ${unit.at}
     where confirmation_id = ${confirmationId} and used_at is null and expires_at > ${unit.at}
    returning confirmation_id as "confirmationId", member_id as "memberId", user_id as "userId", address,
              expires_at as "expiresAt"`.execute(unit.tx)
  return rows[0] ?? null
}

/** What was typed and not confirmed goes, and what a portal has said so long ago that nobody was written to since. */
export async function dropOldAddresses(unit: UnitOfWork, before: { typed: Date; portal: Date }): Promise<void> {
  await unit.tx.deleteFrom('mail_confirmations').where('asked_at', '<', before.typed).execute()
  await unit.tx.deleteFrom('mail_addresses').where('source', '=', 'portal').where('at', '<', before.portal).execute()
}

export async function forgetAddresses(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('mail_confirmations').where('member_id', '=', memberId).execute()
  await unit.tx.deleteFrom('mail_addresses').where('member_id', '=', memberId).execute()
}
