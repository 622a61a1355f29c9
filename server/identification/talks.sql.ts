import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Proven, TalkStep } from './domain/talk.ts'
import type { MessengerChannel } from './identities.port.ts'

/** A chat of a messenger's account with a desk's bot. */
export type Chat = { deskId: string; channel: MessengerChannel; externalId: string }
export type Talk = { step: TalkStep; fullName: string; position: string; codeId: string | null }

/** What was said there since then. */
export async function findTalk(db: Reader, chat: Chat, since: Date): Promise<Talk | null> {
  const { rows } = await sql<Talk>`
    select step, full_name as "fullName", position, code_id as "codeId" from identification_talks
     where ${isOf(chat)} and heard_at > ${since}`.execute(db)
  return rows[0] ?? null
}

export async function saveTalk(unit: UnitOfWork, { deskId, channel, externalId }: Chat, talk: Talk): Promise<void> {
  const values = {
    step: talk.step,
    full_name: talk.fullName,
    position: talk.position,
    code_id: talk.codeId,
    heard_at: unit.at,
  }
  await unit.tx
    .insertInto('identification_talks')
    .values({ desk_id: deskId, channel, external_id: externalId, ...values })
    .onConflict((conflict) => conflict.columns(['desk_id', 'channel', 'external_id']).doUpdateSet(values))
    .execute()
}

export async function endTalk(unit: UnitOfWork, chat: Chat): Promise<void> {
  await sql`delete from identification_talks where ${isOf(chat)}`.execute(unit.tx)
}

/** When somebody there has named all three facts since then. */
export async function listRounds(db: Reader, chat: Chat, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select issued_at as at from identification_codes where ${isOf(chat)} and issued_at > ${since} and ticket_id is null`.execute(
    db,
  )
  return rows.map(({ at }) => at)
}

function isOf({ deskId, channel, externalId }: Chat) {
  return sql`desk_id = ${deskId} and channel = ${channel} and external_id = ${externalId}`
}

export type Code = Chat & {
  codeId: string
  email: string
  people: Proven[]
  digest: Buffer | null
  issuedAt: Date
  expiresAt: Date
  checkedAt: Date | null
  sentAt: Date | null
}

/** The only one that lives in its chat; nobody has it yet. */
export async function insertCode(
  unit: UnitOfWork,
  { codeId, email, expiresAt, ...chat }: Chat & Pick<Code, 'codeId' | 'email' | 'expiresAt'>,
): Promise<void> {
  await sql`update identification_codes set ended_at = ${unit.at}
             where ${isOf(chat)} and ticket_id is null and ended_at is null and used_at is null`.execute(unit.tx)
  await sql`
    insert into identification_codes (code_id, desk_id, channel, external_id, email, issued_at, expires_at)
    values (${codeId}, ${chat.deskId}, ${chat.channel}, ${chat.externalId}, ${email}, ${unit.at}, ${expiresAt})`.execute(
    unit.tx,
  )
}

/** One that still lives. */
export async function findLive(unit: UnitOfWork, codeId: string): Promise<Code | null> {
  const { rows } = await sql<Code>`
    select code_id as "codeId", desk_id as "deskId", channel, external_id as "externalId", email, people, digest,
           issued_at as "issuedAt", expires_at as "expiresAt", checked_at as "checkedAt", sent_at as "sentAt"
      from identification_codes
     where code_id = ${codeId} and used_at is null and ended_at is null and expires_at > ${unit.at}
       for no key update`.execute(unit.tx)
  return rows[0] ?? null
}

/** Whoever sends codes to one address does it in turn, so that none is counted past. */
export async function lockAddress(unit: UnitOfWork, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identification ${email}`}, 43))`.execute(unit.tx)
}

/** When codes were made for this address since then. */
export async function listMade(unit: UnitOfWork, email: string, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select issued_at as at from identification_codes
     where email = ${email} and issued_at > ${since} and people <> '[]'`.execute(unit.tx)
  return rows.map(({ at }) => at)
}

export async function saveChecked(unit: UnitOfWork, codeId: string, people: readonly Proven[]): Promise<void> {
  await sql`update identification_codes set checked_at = ${unit.at}, people = ${JSON.stringify(people)}::jsonb
             where code_id = ${codeId}`.execute(unit.tx)
}

/** The one that is on its way; another one that is on its way to the same address is good no longer. */
export async function saveDigest(unit: UnitOfWork, { codeId, email }: Code, digest: Buffer): Promise<void> {
  await sql`update identification_codes set ended_at = ${unit.at}
             where email = ${email} and code_id <> ${codeId} and digest is not null and ended_at is null
               and used_at is null`.execute(unit.tx)
  await sql`update identification_codes set digest = ${digest} where code_id = ${codeId}`.execute(unit.tx)
}

export async function saveSent(unit: UnitOfWork, codeId: string): Promise<void> {
  await sql`update identification_codes set sent_at = ${unit.at} where code_id = ${codeId}`.execute(unit.tx)
}

/** One more try, counted before anything is compared. Null: there are no more, or it lives no longer. */
export async function takeTry(
  unit: UnitOfWork,
  codeId: string,
): Promise<Pick<Code, 'digest' | 'people' | 'email'> | null> {
  const { rows } = await sql<Pick<Code, 'digest' | 'people' | 'email'>>`
    update identification_codes set tries = tries + 1
     where code_id = ${codeId} and tries < most_tries and used_at is null and ended_at is null and expires_at > ${unit.at}
    returning digest, people, email`.execute(unit.tx)
  return rows[0] ?? null
}

export async function markUsed(unit: UnitOfWork, codeId: string): Promise<void> {
  await sql`update identification_codes set used_at = ${unit.at} where code_id = ${codeId}`.execute(unit.tx)
}

/** Its letter was not taken: it is as if there had been none. */
export async function dropCode(unit: UnitOfWork, codeId: string): Promise<void> {
  await unit.tx.deleteFrom('identification_codes').where('code_id', '=', codeId).execute()
}

export async function deleteOldTalks(unit: UnitOfWork, before: Date): Promise<void> {
  await sql`delete from identification_talks where heard_at < ${before}`.execute(unit.tx)
  await sql`delete from identification_codes where issued_at < ${before}`.execute(unit.tx)
}

export async function forgetTalks(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`delete from identification_talks t using identification_codes c
             where c.code_id = t.code_id and c.people @> ${JSON.stringify([{ memberId }])}::jsonb`.execute(unit.tx)
  await sql`delete from identification_codes where people @> ${JSON.stringify([{ memberId }])}::jsonb`.execute(unit.tx)
}
