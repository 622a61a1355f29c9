import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { BotReply, MessengerChannel } from './identities.port.ts'

export type Pairing = {
  pairingId: string
  deskId: string
  channel: MessengerChannel
  memberId: string
  userId: number
  name: string
  expiresAt: Date
  externalId: string | null
  number: number | null
  endedAt: Date | null
}

const pairing = sql`
  pairing_id as "pairingId", desk_id as "deskId", channel, member_id as "memberId", user_id as "userId", name,
  expires_at as "expiresAt", external_id as "externalId", check_number as number, ended_at as "endedAt"`

export async function insertPairing(
  unit: UnitOfWork,
  {
    tokenHash,
    ...made
  }: Pick<Pairing, 'pairingId' | 'deskId' | 'channel' | 'memberId' | 'userId' | 'name' | 'expiresAt'> & {
    tokenHash: Buffer
  },
): Promise<void> {
  await sql`
    insert into identification_pairings (pairing_id, token_hash, desk_id, channel, member_id, user_id, name, made_at, expires_at)
    values (${made.pairingId}, ${tokenHash}, ${made.deskId}, ${made.channel}, ${made.memberId}, ${made.userId}, ${made.name},
            ${unit.at}, ${made.expiresAt})`.execute(unit.tx)
}

/** One live at a time: whoever begins another one gives up the one before. */
export async function endPairingsOf(unit: UnitOfWork, person: { memberId: string; userId: number }): Promise<void> {
  await sql`
    update identification_pairings set ended_at = ${unit.at}
     where member_id = ${person.memberId} and user_id = ${person.userId} and ended_at is null`.execute(unit.tx)
}

export async function countPairings(
  unit: UnitOfWork,
  person: { memberId: string; userId: number },
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from identification_pairings
     where member_id = ${person.memberId} and user_id = ${person.userId} and made_at > ${since}`.execute(unit.tx)
  return rows[0]?.count ?? 0
}

/** Locked: of two that follow it at once the second one finds it followed. */
export async function findByToken(
  unit: UnitOfWork,
  { deskId, channel, tokenHash }: { deskId: string; channel: MessengerChannel; tokenHash: Buffer },
): Promise<Pairing | null> {
  const { rows } = await sql<Pairing>`
    select ${pairing} from identification_pairings
     where token_hash = ${tokenHash} and desk_id = ${deskId} and channel = ${channel} for no key update`.execute(
    unit.tx,
  )
  return rows[0] ?? null
}

export async function findPairing(unit: UnitOfWork, pairingId: string): Promise<Pairing | null> {
  const { rows } = await sql<Pairing>`
    select ${pairing} from identification_pairings where pairing_id = ${pairingId} for no key update`.execute(unit.tx)
  return rows[0] ?? null
}

/** Of a person, the newest that is neither used nor over. */
export async function findOpenPairing(
  db: Reader,
  { memberId, userId }: { memberId: string; userId: number },
  at: Date,
): Promise<Pairing | null> {
  const { rows } = await sql<Pairing>`
    select ${pairing} from identification_pairings
     where member_id = ${memberId} and user_id = ${userId} and ended_at is null and expires_at > ${at}
     order by made_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

export async function saveFollowed(
  unit: UnitOfWork,
  pairingId: string,
  { externalId, number }: { externalId: string; number: number },
): Promise<void> {
  await sql`
    update identification_pairings set external_id = ${externalId}, check_number = ${number}
     where pairing_id = ${pairingId}`.execute(unit.tx)
}

export type Identity = {
  identityId: string
  deskId: string
  channel: MessengerChannel
  memberId: string
  userId: number
}

/** Whose the account was before it is no more. */
export async function saveIdentity(
  unit: UnitOfWork,
  identity: Identity & { externalId: string; name: string; email: string | null },
): Promise<void> {
  await sql`
    update channel_identities set ended_at = ${unit.at}
     where ended_at is null and desk_id = ${identity.deskId} and channel = ${identity.channel}
       and member_id = ${identity.memberId}
       and (external_id = ${identity.externalId} or user_id = ${identity.userId})`.execute(unit.tx)
  await sql`
    insert into channel_identities (identity_id, desk_id, channel, external_id, member_id, user_id, name, proven_at, email)
    values (${identity.identityId}, ${identity.deskId}, ${identity.channel}, ${identity.externalId}, ${identity.memberId},
            ${identity.userId}, ${identity.name}, ${unit.at}, ${identity.email})`.execute(unit.tx)
}

export async function listIdentitiesOf(
  db: Reader,
  { deskId, memberId, userId }: { deskId: string; memberId: string; userId: number },
): Promise<(Identity & { name: string; provenAt: Date })[]> {
  const { rows } = await sql<Identity & { name: string; provenAt: Date }>`
    select identity_id as "identityId", desk_id as "deskId", channel, member_id as "memberId", user_id as "userId", name,
           proven_at as "provenAt"
      from channel_identities
     where desk_id = ${deskId} and member_id = ${memberId} and user_id = ${userId} and ended_at is null
     order by proven_at`.execute(db)
  return rows
}

export async function endIdentity(unit: UnitOfWork, identityId: string): Promise<void> {
  await sql`update channel_identities set ended_at = ${unit.at} where identity_id = ${identityId}`.execute(unit.tx)
}

export type Known = { memberId: string; userId: number }

export async function listKnown(
  db: Reader,
  { deskId, channel, externalId }: { deskId: string; channel: MessengerChannel; externalId: string },
): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select member_id as "memberId", user_id as "userId" from channel_identities
     where desk_id = ${deskId} and channel = ${channel} and external_id = ${externalId} and ended_at is null`.execute(
    db,
  )
  return rows
}

/** Whose account there is no more, or has another address than the one that has proven them. */
export async function listLost(
  db: Reader,
  { deskId, channel, externalId }: { deskId: string; channel: MessengerChannel; externalId: string },
): Promise<(Known & { identityId: string; name: string })[]> {
  const { rows } = await sql<Known & { identityId: string; name: string }>`
    select i.identity_id as "identityId", i.member_id as "memberId", i.user_id as "userId", i.name
      from channel_identities i join people_accounts a using (member_id, user_id)
     where i.desk_id = ${deskId} and i.channel = ${channel} and i.external_id = ${externalId} and i.ended_at is null
       and (a.ended_at is not null or a.email <> i.email)`.execute(db)
  return rows
}

type Event = { deskId: string; channel: MessengerChannel; eventKey: string }

export async function findHeard(unit: UnitOfWork, event: Event): Promise<{ reply: BotReply | null } | null> {
  const { rows } = await sql<{ reply: BotReply | null }>`
    select reply from identification_heard
     where desk_id = ${event.deskId} and channel = ${event.channel} and event_key = ${event.eventKey}`.execute(unit.tx)
  return rows[0] ?? null
}

export async function saveHeard(
  unit: UnitOfWork,
  { deskId, channel, eventKey, externalId }: Event & { externalId: string },
  { reply, isHint }: { reply: BotReply; isHint: boolean },
): Promise<void> {
  await sql`
    insert into identification_heard (desk_id, channel, event_key, external_id, reply, at, is_hint)
    values (${deskId}, ${channel}, ${eventKey}, ${externalId}, ${JSON.stringify(reply)}::jsonb, ${unit.at}, ${isHint})
    on conflict do nothing`.execute(unit.tx)
}

/** How often somebody was answered since then, and how often by a hint alone. */
export async function countReplies(
  unit: UnitOfWork,
  { deskId, channel, externalId }: { deskId: string; channel: MessengerChannel; externalId: string },
  since: Date,
): Promise<{ all: number; hints: number }> {
  const { rows } = await sql<{ all: number; hints: number }>`
    select count(*)::int as "all", count(*) filter (where is_hint)::int as hints from identification_heard
     where desk_id = ${deskId} and channel = ${channel} and external_id = ${externalId} and reply is not null
       and at > ${since}`.execute(unit.tx)
  return rows[0] ?? { all: 0, hints: 0 }
}

export async function deleteOld(unit: UnitOfWork, before: Date): Promise<void> {
  await sql`delete from identification_heard where at < ${before}`.execute(unit.tx)
  await sql`delete from identification_pairings where made_at < ${before}`.execute(unit.tx)
}

/** C5, uninstall with CLEAN: nobody of this portal writes from anywhere, and nobody's account is known. */
export async function forgetIdentities(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`delete from channel_identities where member_id = ${memberId}`.execute(unit.tx)
  await sql`delete from identification_pairings where member_id = ${memberId}`.execute(unit.tx)
}
