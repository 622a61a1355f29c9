import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Outcome, Turn } from './domain/dialogue.ts'

/** In their order. */
export async function listTurns(db: Reader, ticketId: string): Promise<Turn[]> {
  const rows = await db
    .selectFrom('assistant_turns')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('question_seq')
    .execute()
  return rows.map((row) => ({
    attemptId: row.attempt_id,
    questionSeq: row.question_seq,
    kind: row.kind,
    attemptNo: row.attempt_no,
    shown: row.shown,
    chosen: row.chosen,
    outcome: row.outcome,
    at: row.at,
  }))
}

export async function insertTurn(unit: UnitOfWork, ticketId: string, turn: Turn): Promise<void> {
  await unit.tx
    .insertInto('assistant_turns')
    .values({
      ticket_id: ticketId,
      question_seq: turn.questionSeq,
      attempt_id: turn.attemptId,
      kind: turn.kind,
      attempt_no: turn.attemptNo,
      shown: [...turn.shown],
      chosen: turn.chosen,
      outcome: turn.outcome,
      at: turn.at,
    })
    .execute()
}

export async function saveOutcome(unit: UnitOfWork, attemptId: string, outcome: Outcome): Promise<void> {
  await unit.tx.updateTable('assistant_turns').set({ outcome }).where('attempt_id', '=', attemptId).execute()
}

export async function saveChosen(unit: UnitOfWork, attemptId: string, chosen: string): Promise<void> {
  await unit.tx.updateTable('assistant_turns').set({ chosen }).where('attempt_id', '=', attemptId).execute()
}
