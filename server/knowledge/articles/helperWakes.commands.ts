import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import type { AnsweringPort } from './answering.port.ts'
import { hasArticles } from './reading.queries.ts'

/** E10: with the first article that clients may read the desk has a knowledge base, after the last it has none: their pages show it. */
export async function withHelperWakes<Result>(
  unit: UnitOfWork,
  { listServed }: Pick<AnsweringPort, 'listServed'>,
  deskId: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const had = await hasArticles(unit.tx, deskId)
  const result = await act()
  if ((await hasArticles(unit.tx, deskId)) === had) return result
  for (const memberId of await listServed(unit.tx, deskId)) wakeThing(unit, 'support', { deskId: null, memberId })
  return result
}
