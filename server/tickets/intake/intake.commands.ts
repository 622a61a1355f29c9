import type { IntakeAnswer } from '#contract/tickets/intake.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { productOf } from './domain/productFacts.ts'
import { findIntake, insertIntake } from './intake.sql.ts'

/** T4: the tariff is what the portal itself has said, whatever a page says. */
export async function keepIntake(
  unit: UnitOfWork,
  { ticketId, memberId, answers }: { ticketId: string; memberId: string; answers: readonly IntakeAnswer[] },
): Promise<void> {
  const product = productOf(await loadPortal(unit.tx, memberId))
  await insertIntake(unit, ticketId, { answers: [...answers], product })
}

/** Whether a ticket was opened with these very answers. */
export async function hasSameAnswers(
  unit: UnitOfWork,
  ticketId: string,
  answers: readonly IntakeAnswer[],
): Promise<boolean> {
  const kept = (await findIntake(unit.tx, ticketId))?.answers ?? []
  return JSON.stringify(kept.map(inOrder)) === JSON.stringify(answers.map(inOrder))
}

/** A database keeps the keys of an object in an order of its own. */
function inOrder({ code, text, source }: IntakeAnswer): string[] {
  return [code, text, source]
}
