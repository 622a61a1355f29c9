import type { JournalEvent } from '#contract/events.ts'
import { signatureOf, type Actor, type StaffActor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Accounts } from './accounts.commands.ts'
import type { Adjustments } from './adjustments.commands.ts'
import { disputableUntil } from './domain/dispute.ts'
import { findTicketNumber, findTimer, listTimers } from './intervals.sql.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import * as rows from './disputes.sql.ts'
import { listTaken } from './ledger.sql.ts'

export type Disputes = ReturnType<typeof makeDisputes>

export function makeDisputes({ accounts, adjustments }: { accounts: Accounts; adjustments: Adjustments }) {
  /** Q10: within 14 days after it stopped, by the client's admin or integrator; a locked portal may, too (E3). */
  async function disputeInterval(
    unit: UnitOfWork,
    actor: Actor,
    { intervalId, disputeId, reason }: { intervalId: string; disputeId: string; reason: string },
  ): Promise<void> {
    const timer = await findTimer(unit.tx, intervalId)
    if (timer === null || timer.memberId !== actor.memberId) throw new Refusal('not_found')
    await accounts.loadForUpdate(unit, timer)
    const stopped = await findTimer(unit.tx, intervalId)
    const known = await rows.findDispute(unit, { intervalId })
    if (known?.disputeId === disputeId) {
      if (known.reason !== reason) throw new Refusal('id_used')
      return
    }
    if (known !== null) throw new Refusal('already_disputed')
    const stoppedAt = stopped?.stoppedAt ?? null
    if (stoppedAt === null) throw new Refusal('not_yet_due')
    if (unit.at.getTime() >= disputableUntil(stoppedAt).getTime()) throw new Refusal('dispute_too_late')
    if (!(await rows.insertDispute(unit, timer, { disputeId, intervalId, by: actor.name, reason }))) {
      throw new Refusal('id_used')
    }
    await appendDispute(unit, timer, actor, {
      type: 'dispute.opened',
      payload: { note: reason, intervalId, number: await findTicketNumber(unit.tx, intervalId) },
    })
  }

  /** With a reason, or with quanta given back to the packages that paid them, the last one first. */
  async function answerDispute(
    unit: UnitOfWork,
    actor: StaffActor,
    { disputeId, text, giveBack }: { disputeId: string; text: string; giveBack: number },
  ): Promise<string> {
    const known = await rows.findDispute(unit, { disputeId })
    if (known === null || known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
    const taken = await listTaken(unit.tx, known.intervalId)
    const packageIds = taken.flatMap(({ packageId }) => packageId ?? [])
    let accountForUpdate = await accounts.loadForUpdate(unit, known, { packageIds })
    if (accountForUpdate === null) throw new Error('a dispute has no account')
    const dispute = await rows.findDispute(unit, { disputeId })
    if (dispute?.answer !== null) {
      if (dispute?.answer === text && dispute.givenBack === giveBack) return known.intervalId
      throw new Refusal('dispute_answered')
    }
    let left = giveBack
    for (const { packageId, quanta } of taken) {
      const back = Math.min(left, quanta)
      if (back === 0) continue
      accountForUpdate = await adjustments.adjust(unit, actor, accountForUpdate, {
        packageId,
        quanta: back,
        reason: text,
      })
      left -= back
    }
    if (left > 0) throw new Refusal('more_than_taken', { taken: giveBack - left })
    await rows.saveAnswer(unit, disputeId, { by: actor.name, text, givenBack: giveBack })
    const [interval] = await listTimers(unit.tx, { by: 'id', intervalId: known.intervalId })
    await appendDispute(unit, known, actor, {
      type: 'dispute.answered',
      payload: {
        note: text,
        quanta: giveBack,
        quantumMinutes: interval?.quantumMinutes ?? 0,
        intervalId: known.intervalId,
        number: await findTicketNumber(unit.tx, known.intervalId),
      },
    })
    return known.intervalId
  }

  return { disputeInterval, answerDispute }
}

async function appendDispute<Type extends 'dispute.opened' | 'dispute.answered'>(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  actor: Actor,
  event: JournalEvent<Type>,
): Promise<void> {
  const side = actor.desk?.deskId === deskId ? 'desk' : 'client'
  await append(unit, [{ ...event, actor: signatureOf(actor, side), memberId, deskId }])
}
