import type { TakenText } from '#contract/sla/evidence.types.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { countClocks } from './clocks.queries.ts'
import { takenBy, takenText } from './domain/takenClock.ts'

/** What goes on in the living ticket of what is owed in one that is merged into it, as of before the merge (T4). */
export async function takenOf(
  { tx, at }: ReadAt,
  { living, merged }: { living: string; merged: string },
): Promise<TakenText | null> {
  const counted = await countClocks(tx, [living, merged])
  const into = counted.find(({ ticketId }) => ticketId === living)
  const from = counted.find(({ ticketId }) => ticketId === merged)
  if (into === undefined || from === undefined) return null
  const taken = takenBy(into, from, at)
  return taken === null ? null : takenText(taken)
}
