import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { freePrefix } from './domain/numberPrefix.ts'
import * as rows from './ticketNumbers.sql.ts'

/** T2: the one that was asked for with the desk's key, unless somebody has it meanwhile; else one from the desk's name. */
export async function choosePrefix(unit: UnitOfWork, wanted: string | null, name: string): Promise<string> {
  await rows.lockPrefixes(unit)
  const taken = await rows.listPrefixes(unit.tx)
  return wanted !== null && !taken.has(wanted) ? wanted : freePrefix(name, taken)
}

/** For a desk that is still to be opened: nobody else may have asked for it. */
export async function reservePrefix(unit: UnitOfWork, prefix: string): Promise<void> {
  await rows.lockPrefixes(unit)
  const isTaken = (await rows.listPrefixes(unit.tx)).has(prefix) || (await rows.isPrefixPromised(unit.tx, prefix))
  if (isTaken) throw new Refusal('prefix_taken')
}

/** T2: until a ticket has been opened under it; numbers that people know never change. */
export async function setNumberPrefix(unit: UnitOfWork, actor: Actor, deskId: string, prefix: string): Promise<void> {
  await rows.lockPrefixes(unit)
  const before = await rows.numberingForUpdate(unit, deskId)
  if (before.prefix === prefix) return
  if (before.isUsed) throw new Refusal('prefix_used')
  if ((await rows.listPrefixes(unit.tx)).has(prefix)) throw new Refusal('prefix_taken')
  await rows.savePrefix(unit, deskId, prefix)
  await append(unit, [
    {
      type: 'desk.prefixSet',
      actor: signatureOf(actor, 'desk'),
      memberId: actor.memberId,
      deskId,
      payload: { from: before.prefix, to: prefix },
    },
  ])
}
