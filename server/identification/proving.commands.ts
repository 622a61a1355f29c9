import { randomUUID } from 'node:crypto'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { nameOf } from './domain/messengers.ts'
import type { Proven } from './domain/talk.ts'
import { endIdentity, listLost, saveIdentity } from './identification.sql.ts'
import type { Chat } from './talks.sql.ts'

/** I2: from now on this messenger's account is theirs, for as long as the address is. */
export async function proveByCode(
  unit: UnitOfWork,
  { deskId, channel, externalId }: Chat,
  { people, email }: { people: readonly Proven[]; email: string },
): Promise<void> {
  for (const { memberId, userId, name } of people) {
    const identity = { identityId: randomUUID(), deskId, channel, externalId, memberId, userId, name, email }
    await saveIdentity(unit, identity)
    await tell(unit, { deskId, channel }, { type: 'messenger.joined', memberId, userId, name })
  }
}

/** Whoever is among the portal's people no longer, or has another address than the one that has proven them, writes no more. */
export async function endLost(deps: { db: Reader; transaction: Transaction }, chat: Chat): Promise<void> {
  const { deskId, channel } = chat
  if ((await listLost(deps.db, chat)).length === 0) return
  await deps.transaction(async (unit) => {
    for (const { identityId, memberId, userId, name } of await listLost(unit.tx, chat)) {
      await endIdentity(unit, identityId)
      await tell(unit, { deskId, channel }, { type: 'messenger.left', memberId, userId, name })
    }
  })
}

type Told = Proven & { type: 'messenger.joined' | 'messenger.left' }

async function tell(
  unit: UnitOfWork,
  { deskId, channel }: Pick<Chat, 'deskId' | 'channel'>,
  { type, memberId, userId, name }: Told,
): Promise<void> {
  const actor: JournalActor = { side: 'client', memberId, userId, name, address: null }
  const payload = { messenger: nameOf(channel), name }
  await append(unit, [{ type, payload, actor, memberId, deskId }])
}
