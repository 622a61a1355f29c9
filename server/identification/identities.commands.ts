import { randomInt } from 'node:crypto'
import { sayIn } from '#contract/say.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Log } from '#server/platform/log.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import { listWriters } from '#server/portals/writers.queries.ts'
import { digestOf, tokenIn } from './domain/token.ts'
import { identificationTexts } from './identification.texts.ts'
import * as rows from './identification.sql.ts'
import type { BotReply, Heard, Identities, Writer } from './identities.port.ts'

export type IdentitiesDeps = {
  db: Db
  log: Pick<Log, 'warn'>
  /** Portals that the desk serves now. */
  listServed: (db: Reader, deskId: string) => Promise<string[]>
  /** P8: admins of this portal who were last looked at before this instant are asked for anew. */
  lookAtAdmins: (memberId: string, before: Date) => Promise<void>
}

const hour = 3_600_000
const day = 24 * hour
/** Whoever is not known is told how often an hour; a machine on the other side would be told for ever. */
const mostReplies = 3

/** I2: whose a messenger's account is, as joined from within the portal. */
export function makeIdentities({ db, log, listServed, lookAtAdmins }: IdentitiesDeps): Identities {
  return {
    async findWriters(at, now): Promise<readonly Writer[]> {
      const served = new Set(await listServed(db, at.deskId))
      const known = (await rows.listKnown(db, at)).filter(({ memberId }) => served.has(memberId))
      const memberIds = [...new Set(known.map(({ memberId }) => memberId))]
      const since = new Date(now.getTime() - day)
      for (const memberId of memberIds) await quietly(log, () => lookAtAdmins(memberId, since))
      const writers = await listWriters(db, memberIds, since)
      return writers
        .filter((one) => known.some(({ memberId, userId }) => memberId === one.memberId && userId === one.userId))
        .map(({ memberId, userId, name, as }) => ({ memberId, userId, name, role: as }))
    },
    async heard(unit, said) {
      const before = await rows.findHeard(unit, said)
      if (before !== null) return before.reply
      const reply = await replyTo(unit, said)
      if (reply !== null) await rows.saveHeard(unit, said, reply)
      return reply
    },
  }
}

async function replyTo(unit: UnitOfWork, said: Heard): Promise<BotReply | null> {
  const sayIt = sayIn(identificationTexts, said.language)
  const token = tokenIn(said.text, said.channel)
  if (token === null && (await rows.listKnown(unit.tx, said)).length > 0) return null
  if ((await rows.countReplies(unit, said, new Date(unit.at.getTime() - hour))) >= mostReplies) return null
  if (token === null) return { text: sayIt('unknown') }
  const number = await follow(unit, said, token)
  return { text: number === null ? sayIt('over') : sayIt('number', { number }) }
}

/** Followed twice by the same account it is followed once; by another one it is over. Null: it is good no longer. */
async function follow(unit: UnitOfWork, { deskId, channel, externalId }: Heard, token: string): Promise<number | null> {
  const pairing = await rows.findByToken(unit, { deskId, channel, tokenHash: digestOf(token) })
  if (pairing === null || pairing.endedAt !== null || pairing.expiresAt <= unit.at) return null
  if (pairing.externalId !== null) return pairing.externalId === externalId ? pairing.number : null
  const number = randomInt(10, 100)
  await rows.saveFollowed(unit, pairing.pairingId, { externalId, number })
  wakeThing(unit, 'settings', { deskId: null, memberId: pairing.memberId })
  return number
}

/** A portal that is silent proves nobody whom it has not proven within a day. */
async function quietly(log: Pick<Log, 'warn'>, ask: () => Promise<void>): Promise<void> {
  try {
    await ask()
  } catch (error) {
    log.warn({ err: error }, 'a portal did not say who its admins are')
  }
}
