import type { IntakeAnswer } from '#contract/tickets/intake.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { productOf } from './domain/productFacts.ts'
import { findIntake, toColumns } from './intake.sql.ts'

/** T4: what is kept of it; the tariff is what the portal itself has said, whatever a page says. */
export function intakeOf(portal: Portal | null, answers: readonly IntakeAnswer[]): ReturnType<typeof toColumns> {
  return toColumns({ answers: [...answers], product: productOf(portal) })
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
