import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Learning } from './learning.port.ts'

/** A5: what the desk learns from, written where it happens. */
export const learning: Learning = {
  async recordAttempt(unit, attempt) {
    await unit.tx
      .insertInto('assistant_attempts')
      .values({
        attempt_id: attempt.attemptId,
        desk_id: attempt.deskId,
        member_id: attempt.memberId,
        session_id: attempt.sessionId,
        attempt_no: attempt.attemptNo,
        question: attempt.question,
        language: attempt.language,
        audience: attempt.audience,
        layout_fixed: attempt.layoutFixed,
        knowledge_version: attempt.knowledgeVersion,
        engine: attempt.engine,
        hits: sql`${JSON.stringify(attempt.hits)}::jsonb`,
        p1: attempt.p1,
        p3: attempt.p3,
        zone: attempt.zone,
        shown: [...attempt.shown],
        milliseconds: attempt.milliseconds,
        llm_used: attempt.llmUsed,
        at: attempt.at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
  async recordOutcome(unit, { attemptId, outcome, chosenArticleId, at }) {
    await sql`
      insert into assistant_outcomes (attempt_id, outcome, chosen, at)
      select attempt_id, ${outcome}, ${chosenArticleId}, ${at} from assistant_attempts
       where attempt_id = ${attemptId}`.execute(unit.tx)
  },
  async recordHandover(unit, { deskId, memberId, ticketId, step, at }) {
    await unit.tx
      .insertInto('assistant_handovers')
      .values({ ticket_id: ticketId, step, desk_id: deskId, member_id: memberId, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
}

/** C5, uninstall with CLEAN: what its people asked is nobody's and has no words any more. */
export async function forgetAsked(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`update assistant_attempts set question = '', layout_fixed = null, member_id = null
     where member_id = ${memberId}`.execute(unit.tx)
}

export async function deleteAttempts(unit: UnitOfWork, before: Date): Promise<void> {
  await sql`delete from assistant_attempts where at < ${before}`.execute(unit.tx)
  await sql`delete from assistant_handovers where at < ${before}`.execute(unit.tx)
}
