import { adminAct, post } from '../access.ts'
import { empty } from '../common.ts'
import { burnDownView } from './burnDown.types.ts'
import { comparePlansInput, comparison } from './comparison.types.ts'
import { companyView, invoiceInput, linkCompanyInput, readCompanyInput } from './crm.types.ts'
import { ledgerActInput, ledgerFile, ledgerSheetInput } from './ledgerFiles.types.ts'
import { readRevenueInput, revenueView } from './revenue.types.ts'
import { accountInput } from './base.types.ts'
import {
  accountPage,
  accountView,
  adjustQuantaInput,
  ledgerPage,
  listAccountsInput,
  listLedgerInput,
} from './accounts.types.ts'
import {
  answerDisputeInput,
  disputeIntervalInput,
  intervalPage,
  intervalView,
  listIntervalsInput,
} from './timers.types.ts'
import { choosePlanInput, offersInput, offersView, setClientStatusInput } from './offers.types.ts'
import { exportLedgerInput, ledgerPart } from './ledgerFiles.types.ts'
import {
  listOrdersInput,
  orderInput,
  orderOwedInput,
  orderPage,
  orderView,
  paymentDetailsView,
  placeOrderInput,
  recordPaymentInput,
  setPaymentDetailsInput,
  takeBackPaymentInput,
} from './orders.types.ts'

export const billingRoutes = {
  readAccount: post('/api/billing/account', 'participant', accountInput, accountView),
  readBurnDown: { ...post('/api/billing/burnDown', 'participant', accountInput, burnDownView), costly: 'question' },
  listLedger: post('/api/billing/ledger', 'participant', listLedgerInput, ledgerPage),
  exportLedger: {
    ...post('/api/billing/ledger/export', 'participant', exportLedgerInput, ledgerPart),
    costly: 'question',
  },
  exportLedgerSheet: {
    ...post('/api/billing/ledger/sheet', 'participant', ledgerSheetInput, ledgerFile),
    costly: 'file',
  },
  exportLedgerAct: { ...post('/api/billing/ledger/act', 'participant', ledgerActInput, ledgerFile), costly: 'file' },
  listIntervals: post('/api/billing/intervals', 'participant', listIntervalsInput, intervalPage),
  readOffers: post('/api/billing/offers', 'participant', offersInput, offersView),
  listOrders: post('/api/billing/orders', 'participant', listOrdersInput, orderPage),
  placeOrder: adminAct('/api/billing/orders/place', 'clientAdmin', placeOrderInput, orderView),
  comparePlans: { ...post('/api/billing/compare', 'participant', comparePlansInput, comparison), costly: 'question' },
  choosePlan: adminAct('/api/billing/plan/choose', 'clientAdmin', choosePlanInput, offersView),
  orderOwed: adminAct('/api/billing/orders/owed', 'participant', orderOwedInput, orderView),
  cancelOrder: adminAct('/api/billing/orders/cancel', 'participant', orderInput, orderView),
  readPaymentDetails: post('/api/billing/details', 'owner', empty, paymentDetailsView),
  setPaymentDetails: post('/api/billing/details/set', 'owner', setPaymentDetailsInput, paymentDetailsView),
  sendInvoice: post('/api/billing/orders/invoice', 'owner', invoiceInput, orderView),
  readCompany: post('/api/billing/company', 'staff', readCompanyInput, companyView),
  linkCompany: post('/api/billing/company/link', 'owner', linkCompanyInput, companyView),
  recordPayment: post('/api/billing/orders/payment', 'owner', recordPaymentInput, orderView),
  takeBackPayment: post('/api/billing/orders/payment/takeBack', 'owner', takeBackPaymentInput, orderView),
  listAccounts: { ...post('/api/billing/accounts', 'staff', listAccountsInput, accountPage), costly: 'question' },
  readRevenue: { ...post('/api/billing/revenue', 'lead', readRevenueInput, revenueView), costly: 'question' },
  setClientStatus: post('/api/billing/status/set', 'owner', setClientStatusInput, offersView),
  adjustQuanta: post('/api/billing/adjust', 'lead', adjustQuantaInput, accountView),
  disputeInterval: post('/api/billing/dispute', 'client', disputeIntervalInput, intervalView),
  answerDispute: post('/api/billing/dispute/answer', 'lead', answerDisputeInput, intervalView),
} as const
