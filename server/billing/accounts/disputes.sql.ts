import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export type StoredDispute = AccountKey & {
  disputeId: string
  intervalId: string
  reason: string
  answer: string | null
  givenBack: number | null
}

export async function findDispute(
  unit: UnitOfWork,
  which: { disputeId: string } | { intervalId: string },
): Promise<StoredDispute | null> {
  const [column, id] =
    'disputeId' in which ? (['dispute_id', which.disputeId] as const) : (['interval_id', which.intervalId] as const)
  const row = await unit.tx.selectFrom('disputes').selectAll().where(column, '=', id).executeTakeFirst()
  if (row === undefined) return null
  return {
    disputeId: row.dispute_id,
    intervalId: row.interval_id,
    reason: row.reason,
    deskId: row.desk_id,
    memberId: row.member_id,
    answer: row.answer,
    givenBack: row.given_back,
  }
}

export async function insertDispute(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  { disputeId, intervalId, by, reason }: { disputeId: string; intervalId: string; by: string; reason: string },
): Promise<boolean> {
  const inserted = await unit.tx
    .insertInto('disputes')
    .values({
      dispute_id: disputeId,
      interval_id: intervalId,
      desk_id: deskId,
      member_id: memberId,
      opened_at: unit.at,
      opened_by: by,
      reason,
      answered_at: null,
      answered_by: null,
      answer: null,
      given_back: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('dispute_id')
    .execute()
  return inserted.length > 0
}

export async function saveAnswer(
  unit: UnitOfWork,
  disputeId: string,
  { by, text, givenBack }: { by: string; text: string; givenBack: number },
): Promise<void> {
  await unit.tx
    .updateTable('disputes')
    .set({ answered_at: unit.at, answered_by: by, answer: text, given_back: givenBack })
    .where('dispute_id', '=', disputeId)
    .execute()
}
