import { randomInt } from 'node:crypto'
import { sayIn } from '#contract/say.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import type { Accounts } from './accounts.commands.ts'
import { compareCode } from './compareCode.commands.ts'
import { codeIn } from './domain/talk.ts'
import { digestOf, tokenIn } from './domain/token.ts'
import { identificationTexts } from './identification.texts.ts'
import type { IdentificationGate } from './gate.port.ts'
import { findGate } from './gate.queries.ts'
import * as rows from './identification.sql.ts'
import type { BotReply, Heard, Identities, Writer } from './identities.port.ts'
import { findTicketCode, insertOutside } from './outside.sql.ts'
import { proveTickets } from './ticketCodes.commands.ts'
import { endLost } from './proving.commands.ts'
import { isInTalk, talk, type TalkDeps } from './talk.commands.ts'

export type IdentitiesDeps = TalkDeps & {
  db: Db
  transaction: Transaction
  accounts: Accounts
  /** Portals that the desk serves now. */
  listServed: (db: Db, deskId: string) => Promise<string[]>
}

const hour = 3_600_000
/** So often an hour is somebody who is not known answered, and told where to begin: a machine on the other side would be for ever. */
const [mostReplies, mostHints] = [30, 3]

/** I2: whose a messenger's account is, as joined from within the portal or proven by three facts and a code. */
export function makeIdentities(deps: IdentitiesDeps): Identities & IdentificationGate {
  const { db, accounts, listServed } = deps
  return {
    async findWriters(at, now): Promise<readonly Writer[]> {
      const served = new Set(await listServed(db, at.deskId))
      const listed = (await rows.listKnown(db, at)).filter(({ memberId }) => served.has(memberId))
      const writers = await accounts.findActive(listed, now)
      await endLost(deps, at)
      const known = await rows.listKnown(db, at)
      return writers
        .filter((one) => known.some(({ memberId, userId }) => memberId === one.memberId && userId === one.userId))
        .map(({ memberId, userId, name, as }) => ({ memberId, userId, name, role: as }))
    },
    opened: insertOutside,
    async heard(unit, said) {
      const before = await rows.findHeard(unit, said)
      if (before !== null) return before.reply
      const token = tokenIn(said.text, said.channel)
      if (token === null && (await rows.listKnown(unit.tx, said)).length > 0) return heardOfKnown(unit, deps, said)
      const isHint = token !== null || !(await isInTalk(unit, said))
      const { all, hints } = await rows.countReplies(unit, said, new Date(unit.at.getTime() - hour))
      if (all >= mostReplies || (isHint && hints >= mostHints)) return null
      const reply = token === null ? await talk(unit, deps, said) : await followed(unit, said, token)
      await rows.saveHeard(unit, said, { reply, isHint })
      return reply
    },
  }
}

/** I4: a code that one of their tickets waits for; everything else is an ordinary message. */
async function heardOfKnown(unit: UnitOfWork, deps: IdentitiesDeps, said: Heard): Promise<BotReply | null> {
  const known = await findTicketCode(unit, said)
  const code = known === null ? null : codeIn(said.text, known.digits)
  if (known === null || code === null) return null
  if ((await findGate(unit.tx, known.ticketId))?.state !== 'waiting') return null
  const proven = await compareCode(unit, deps, { codeId: known.codeId, code })
  for (const person of proven?.people ?? []) await proveTickets(unit, said, person)
  const reply = {
    text: sayIn(identificationTexts, said.language)(proven === null ? 'ticketCodeWrong' : 'ticketProven'),
  }
  await rows.saveHeard(unit, said, { reply, isHint: false })
  return reply
}

async function followed(unit: UnitOfWork, said: Heard, token: string): Promise<BotReply> {
  const sayIt = sayIn(identificationTexts, said.language)
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
