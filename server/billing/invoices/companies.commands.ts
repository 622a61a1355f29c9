import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { reviewInvoices, type SyncLater } from './invoices.commands.ts'
import type { CustomerTermsPort } from '../accounts/customer.port.ts'
import * as rows from './companies.sql.ts'

export type LinkDeps = CustomerTermsPort & { syncLater: SyncLater }
export type Company = { companyId: number; title: string }

/** Q4: the company on which the client's invoices are made; null: none any more. What CRM says of it was asked before. */
export async function linkCompany(
  unit: UnitOfWork,
  deps: LinkDeps,
  actor: StaffActor,
  { memberId, company }: { memberId: string; company: Company | null },
): Promise<void> {
  const { deskId } = actor.desk
  const account = { deskId, memberId }
  if ((await deps.customerTerms(unit, account)) === null) throw new Refusal('not_found')
  await rows.lockDeskCompanies(unit, deskId)
  const before = await rows.findCompanyLink(unit.tx, deskId, { by: 'client', memberId })
  if (before?.companyId === company?.companyId && before?.title === company?.title) return
  if (company === null) {
    await rows.deleteCompany(unit, account)
  } else if (!(await rows.saveCompany(unit, account, company, actor.name))) {
    throw new Refusal('company_taken')
  }
  const journalActor = signatureOf(actor, 'desk')
  await append(unit, [
    { type: 'client.companySet', actor: journalActor, ...account, payload: { name: company?.title ?? '' } },
  ])
  if (company !== null) await reviewInvoices(unit, account, deps.syncLater)
}
