import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { insertGrant } from './clientStatus.sql.ts'
import type { CustomerTermsPort } from './customer.port.ts'

/** The owner's word on the licence of a client that the desk serves now (Q1): a status, and until when it holds. */
export async function setClientStatus(
  unit: UnitOfWork,
  deps: CustomerTermsPort,
  actor: StaffActor,
  { memberId, status, until }: { memberId: string; status: number; until: Date | null },
): Promise<void> {
  const { deskId } = actor.desk
  const account = { deskId, memberId }
  const customer = await deps.customerTerms(unit, account)
  if (customer === null) throw new Refusal('not_found')
  if (!customer.isServed) throw new Refusal('client_left')
  const { regulation } = await deps.termsFor(unit, account)
  const named = regulation.clientStatuses.find((one) => one.status === status)
  if (named === undefined) throw new Refusal('terms_unknown')
  if (until !== null && until.getTime() <= unit.at.getTime()) throw new Refusal('date_in_past')
  await insertGrant(unit, account, { status, until, afterwards: named.afterLicenceEnds }, actor.name)
  const payload = { clientStatus: status, ...(until !== null && { until: until.toISOString() }) }
  await append(unit, [{ type: 'client.statusSet', actor: signatureOf(actor, 'desk'), ...account, payload }])
}
