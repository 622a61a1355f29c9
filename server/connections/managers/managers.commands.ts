import { findStaff } from '#server/desks/desks.queries.ts'
import { lockDesk } from '#server/desks/feature.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findCustomerTerms } from '../entitlement/customerTerms.queries.ts'
import { managerOf } from './managers.queries.ts'
import { deleteManager, saveManager } from './managers.sql.ts'

/** D8: one of the desk's own people for a client of its own; null: nobody any more. Twice is once. */
export async function setManager(
  unit: UnitOfWork,
  actor: StaffActor,
  { memberId, userId }: { memberId: string; userId: number | null },
): Promise<void> {
  const client = { deskId: actor.desk.deskId, memberId }
  if ((await findCustomerTerms(unit, client)) === null) throw new Refusal('not_found')
  await lockDesk(unit, client.deskId)
  const person = userId === null ? null : ((await findStaff(unit.tx, client.deskId, userId))?.person ?? null)
  if (userId !== null && person === null) throw new Refusal('person_unknown')
  const before = await managerOf(unit.tx, client)
  if ((before?.userId ?? null) === userId) return
  if (userId === null) await deleteManager(unit, client)
  else await saveManager(unit, client, userId, actor.name)
  const payload = { userId, name: person?.name ?? '' }
  await append(unit, [{ type: 'client.managerSet', actor: signatureOf(actor, 'desk'), ...client, payload }])
}
