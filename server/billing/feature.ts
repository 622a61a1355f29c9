import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { startAccountClock } from './accounts/accountClock.jobs.ts'
import { accountRoutes } from './accounts/accounts.routes.ts'
import type { CustomerPort } from './accounts/customer.port.ts'
import { disputeRoutes } from './accounts/disputes.routes.ts'
import type { TicketPort } from './accounts/ticket.port.ts'
import { companyRoutes } from './invoices/companies.routes.ts'
import { itemChanged, type ChangedItem, type SyncLater } from './invoices/invoices.commands.ts'
import { invoiceJobs, syncInvoiceLater, type InvoiceTask } from './invoices/invoices.jobs.ts'
import { invoiceReaction } from './invoices/invoices.reactions.ts'
import { invoiceRoutes } from './invoices/invoices.routes.ts'
import { lapseDue } from './orders/orders.commands.ts'
import { orderRoutes } from './orders/orders.routes.ts'
import { planRoutes } from './plans/plans.routes.ts'
import { revenueRoutes } from './statements/revenue.routes.ts'
import { statementRoutes } from './statements/statements.routes.ts'
import { timerRoutes } from './timers/timers.routes.ts'
import './accounts/accounts.tables.ts'
import './invoices/invoices.tables.ts'
import './orders/orders.tables.ts'
import './timers/timers.tables.ts'

export { loadAccountForUpdate } from './accounts/accounts.commands.ts'
export { forgetBuyersAndAgents } from './accounts/erasure.sql.ts'
export { answerTimer, startTimer, stopTimer, stopTimersOf } from './timers/timers.commands.ts'

export type BillingDeps = FeatureDeps &
  CustomerPort & { portalClients: Pick<PortalClients, 'ask'>; ticketPort: TicketPort }

/** Orders, packages, the ledger and the arithmetic of quanta; of tickets and connections it knows ports alone. */
export function billingFeature(deps: BillingDeps): Feature<BillingRouteNames, InvoiceTask> {
  const syncLater = syncInvoiceLater(deps.addJob)
  return {
    handlers: billingHandlers(deps, syncLater),
    jobs: invoiceJobs(deps),
    crontab: ['*/15 * * * * checkInvoices'],
    reactions: [invoiceReaction(syncLater)],
    loops: [() => startAccountClock({ ...deps, lapseOrders: lapseDue })],
  }
}

export type BillingRouteNames = keyof ReturnType<typeof billingHandlers>

function billingHandlers(deps: BillingDeps, syncLater: SyncLater) {
  return {
    ...accountRoutes(deps),
    ...disputeRoutes(deps),
    ...timerRoutes(deps),
    ...orderRoutes(deps),
    ...invoiceRoutes({ ...deps, syncLater }),
    ...companyRoutes({ ...deps, syncLater }),
    ...planRoutes(deps),
    ...statementRoutes(deps),
    ...revenueRoutes(deps),
  }
}

/** Q4: an event of a desk's CRM; only what is read there afterwards decides. */
export function crmItemChanged(
  unit: UnitOfWork,
  { addJob }: Pick<BillingDeps, 'addJob'>,
  deskMemberId: string,
  item: ChangedItem,
): Promise<void> {
  return itemChanged(unit, deskMemberId, item, syncInvoiceLater(addJob))
}
