import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { accountClock } from './accounts/accountClock.jobs.ts'
import { makeAccountReads } from './accounts/accountNow.queries.ts'
import { makeAccounts } from './accounts/accounts.commands.ts'
import { accountRoutes } from './accounts/accounts.routes.ts'
import { makeAdjustments } from './accounts/adjustments.commands.ts'
import type { CustomerPort, CustomerTermsPort } from './accounts/customer.port.ts'
import { makeDisputes } from './accounts/disputes.commands.ts'
import { disputeRoutes } from './accounts/disputes.routes.ts'
import type { TicketPort } from './accounts/ticket.port.ts'
import { companyRoutes } from './invoices/companies.routes.ts'
import { itemChanged, makeInvoices, type ChangedItem, type SyncLater } from './invoices/invoices.commands.ts'
import { invoiceJobs, syncInvoiceLater, type InvoiceTask } from './invoices/invoices.jobs.ts'
import { invoiceReaction } from './invoices/invoices.reactions.ts'
import { invoiceRoutes } from './invoices/invoices.routes.ts'
import { orderClock } from './orders/orders.commands.ts'
import { orderRoutes } from './orders/orders.routes.ts'
import { paymentDetailsRoutes } from './orders/paymentDetails.routes.ts'
import { makePayments } from './orders/payments.commands.ts'
import { makePostpaid } from './orders/postpaid.commands.ts'
import { planRoutes } from './plans/plans.routes.ts'
import { makeDrawAct } from './statements/act.commands.ts'
import { makeExportLedger } from './statements/ledgerExport.commands.ts'
import { makeSignSheet } from './statements/ledgerSheet.commands.ts'
import { revenueRoutes } from './statements/revenue.routes.ts'
import { makeSignHead } from './statements/signing.commands.ts'
import { statementRoutes } from './statements/statements.routes.ts'
import { makeTimers } from './timers/timers.commands.ts'
import { timerRoutes } from './timers/timers.routes.ts'
import './accounts/accounts.tables.ts'
import './invoices/invoices.tables.ts'
import './orders/orders.tables.ts'
import './timers/timers.tables.ts'

export { forgetBuyersAndAgents } from './accounts/erasure.sql.ts'
export { findSealedKeys, sealedOfLedgers } from './statements/signing.sql.ts'

export type Billing = ReturnType<typeof makeBilling>
/** What billing needs of others, closed over once. */
type BillingPorts = CustomerTermsPort & { tickets: TicketPort; secrets: Pick<Secrets, 'seal' | 'open'> }

/** Accounts, what may be done to them and how they are read. */
export function makeBilling({ tickets, customerTerms, termsFor, secrets }: BillingPorts) {
  const accounts = makeAccounts({ tickets, termsFor })
  const adjustments = makeAdjustments({ accounts, termsFor })
  const payments = makePayments({ accounts })
  const signHead = makeSignHead({ secrets, accounts })
  return {
    accounts,
    adjustments,
    payments,
    reads: makeAccountReads({ tickets }),
    timers: makeTimers({ accounts, termsFor }),
    disputes: makeDisputes({ accounts, adjustments }),
    postpaid: makePostpaid({ accounts, customerTerms, termsFor }),
    invoices: makeInvoices({ accounts, payments }),
    statements: {
      exportLedger: makeExportLedger({ signHead, termsFor }),
      signSheet: makeSignSheet({ signHead, termsFor }),
      drawAct: makeDrawAct({ signHead, termsFor, tickets }),
    },
  }
}

export type BillingDeps = FeatureDeps & CustomerPort & { portalClients: Pick<PortalClients, 'ask'>; billing: Billing }

/** Orders, packages, the ledger and the arithmetic of quanta; of tickets and connections it knows ports alone. */
export function billingFeature({ billing, ...others }: BillingDeps): Feature<BillingRouteNames, InvoiceTask> {
  const deps = { ...others, ...billing }
  const syncLater = syncInvoiceLater(deps.addJob)
  return {
    handlers: billingHandlers(deps, syncLater),
    jobs: invoiceJobs(deps),
    crontab: ['*/15 * * * * checkInvoices'],
    reactions: [invoiceReaction(syncLater)],
    dueClocks: [accountClock(deps), orderClock],
  }
}

export type BillingRouteNames = keyof ReturnType<typeof billingHandlers>

function billingHandlers(deps: Omit<BillingDeps, 'billing'> & Billing, syncLater: SyncLater) {
  return {
    ...accountRoutes(deps),
    ...disputeRoutes(deps),
    ...timerRoutes(deps),
    ...orderRoutes(deps),
    ...paymentDetailsRoutes(deps),
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
