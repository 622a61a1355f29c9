import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { deleteClientName, findSetName, saveClientName } from './clientNames.sql.ts'
import { findCustomerTerms } from './entitlement/customerTerms.queries.ts'

/** D8: what the desk calls a client of its own, also one that has left; null takes the desk's name for it back. Twice is once. */
export async function nameClient(
  unit: UnitOfWork,
  actor: StaffActor,
  { memberId, name }: { memberId: string; name: string | null },
): Promise<void> {
  const client = { deskId: actor.desk.deskId, memberId }
  if ((await findCustomerTerms(unit, client)) === null) throw new Refusal('not_found')
  const before = await findSetName(unit, client)
  if (before === name) return
  if (name === null) await deleteClientName(unit, client)
  else await saveClientName(unit, client, name, actor.name)
  const payload = { from: before ?? '', to: name ?? '' }
  await append(unit, [{ type: 'client.named', actor: signatureOf(actor, 'desk'), ...client, payload }])
}
