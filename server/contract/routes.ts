import * as v from 'valibot'
import {
  accountPage,
  accountView,
  adjustQuantaInput,
  ledgerPage,
  listAccountsInput,
  listLedgerInput,
} from './billing/accounts.types.ts'
import { accountInput } from './billing/base.types.ts'
import { exportLedgerInput, ledgerPart } from './billing/ledgerFiles.types.ts'
import { choosePlanInput, offersInput, offersView, setClientStatusInput } from './billing/offers.types.ts'
import {
  listOrdersInput,
  orderInput,
  orderOwedInput,
  orderPage,
  orderView,
  placeOrderInput,
  recordPaymentInput,
} from './billing/orders.types.ts'
import {
  answerDisputeInput,
  disputeIntervalInput,
  intervalInput,
  intervalPage,
  intervalView,
  listIntervalsInput,
  ownTimer,
  startTimerInput,
  timerView,
} from './billing/timers.types.ts'
import { burnDownView } from './billing/burnDown.types.ts'
import {
  codeInput,
  codeLife,
  codePage,
  codeView,
  issueCodeInput,
  issuedCode,
  listCodesInput,
  sendCodeInput,
} from './connections/codes.types.ts'
import { empty, id, userId } from './common.ts'
import { companyView, invoiceInput, linkCompanyInput, readCompanyInput } from './billing/crm.types.ts'
import { comparePlansInput, comparison } from './billing/comparison.types.ts'
import { evidence } from './sla/evidence.types.ts'
import { ledgerActInput, ledgerFile, ledgerSheetInput } from './billing/ledgerFiles.types.ts'
import { readRevenueInput, revenueView } from './billing/revenue.types.ts'
import { classifyInput, evidenceInput, evidencePdf, evidencePdfInput, slaView, ticketKinds } from './sla/types.ts'
import {
  auditChoices,
  auditPage,
  continueExportInput,
  exportAuditInput,
  exportedPart,
  listAuditInput,
} from './audit/types.ts'
import {
  deleteViewInput,
  findClientsInput,
  foundClients,
  listQueueInput,
  queuePage,
  queuePlace,
  queueViews,
  saveViewInput,
} from './tickets/queue.types.ts'
import {
  checkedRegulation,
  checkRegulationInput,
  documentView,
  publishRegulationInput,
  readDocumentInput,
  regulationView,
  withdrawRegulationInput,
} from './regulations/types.ts'
import {
  deskRole,
  foundPeople,
  installInput,
  installState,
  me,
  openedSession,
  openSessionInput,
  saveSettingsInput,
  searchText,
  settingsView,
  supportContactKinds,
} from './desks/session.types.ts'
import {
  addDutyInput,
  arrangeStaffInput,
  removeDutyInput,
  setAssignmentInput,
  setAwayInput,
  staffView,
} from './desks/types.ts'
import {
  activateCodeInput,
  chooseMessengerInput,
  codePreview,
  connectionView,
  deskView,
  dismissTariffChangeInput,
  sayBoxEditionInput,
  reconnectInput,
  supportView,
  switchInput,
  typedCode,
} from './connections/types.ts'
import {
  assignInput,
  contactInput,
  declineInput,
  deferInput,
  deleteMessageInput,
  editMessageInput,
  eventPage,
  listTicketsInput,
  markReadInput,
  openTicketInput,
  readEventsInput,
  sendMessageInput,
  sentMessage,
  ticketInput,
  ticketPage,
  ticketView,
  withMessageInput,
} from './tickets/types.ts'

/**
 * Who may call a route at all; what they may see or do in it is decided again on the row (E2).
 * `participant`: the client's admin or integrator, or the desk's staff, of the ticket that is named.
 */
export const accessKinds = [
  'anyone',
  'signedIn',
  'portalAdmin',
  'adminOrOwner',
  'client',
  'clientAdmin',
  'staff',
  'lead',
  'owner',
  'participant',
] as const
export type AccessKind = (typeof accessKinds)[number]

const post = <
  const Input extends v.GenericSchema,
  const Output extends v.GenericSchema,
  const Access extends AccessKind,
>(
  path: string,
  access: Access,
  input: Input,
  output: Output,
) => ({ method: 'POST', path, access, input, output }) as const

/** Everything the app can ask of the server: name -> method, path, access, input, output. */
export const routes = {
  openSession: post('/api/session/open', 'anyone', openSessionInput, openedSession),
  closeSession: post('/api/session/close', 'signedIn', empty, empty),
  readMe: post('/api/me', 'signedIn', empty, me),

  readInstall: post('/api/install/read', 'portalAdmin', empty, installState),
  install: post('/api/install', 'portalAdmin', installInput, installState),

  readSettings: post('/api/settings/read', 'client', empty, settingsView),
  saveSettings: post('/api/settings/save', 'clientAdmin', saveSettingsInput, settingsView),
  searchPeople: post('/api/people/search', 'adminOrOwner', v.strictObject({ search: searchText }), foundPeople),
  namePerson: post(
    '/api/settings/people/name',
    'clientAdmin',
    v.strictObject({ userId, as: v.picklist(supportContactKinds) }),
    settingsView,
  ),
  unnamePerson: post('/api/settings/people/unname', 'clientAdmin', v.strictObject({ userId }), settingsView),

  readSupport: post('/api/support', 'client', empty, supportView),
  previewCode: post('/api/support/code/preview', 'clientAdmin', v.strictObject({ code: typedCode }), codePreview),
  activateCode: post('/api/support/code/activate', 'clientAdmin', activateCodeInput, supportView),
  returnToStandard: post('/api/support/return', 'clientAdmin', switchInput, supportView),
  reconnectDesk: post('/api/support/reconnect', 'clientAdmin', reconnectInput, supportView),

  dismissTariffChange: post('/api/support/tariff/dismiss', 'clientAdmin', dismissTariffChangeInput, supportView),

  readDesk: post('/api/desk', 'staff', empty, deskView),
  setStaff: post('/api/desk/staff/set', 'owner', v.strictObject({ userId, role: v.nullable(deskRole) }), deskView),
  listCodes: post('/api/desk/codes', 'owner', listCodesInput, codePage),
  readCodeLife: post('/api/desk/codes/life', 'owner', codeInput, codeLife),
  issueCode: post('/api/desk/codes/issue', 'owner', issueCodeInput, issuedCode),
  sendCode: post('/api/desk/codes/send', 'owner', sendCodeInput, codeView),
  revokeCode: post('/api/desk/codes/revoke', 'owner', codeInput, codeView),
  listConnections: post(
    '/api/desk/connections',
    'lead',
    empty,
    v.strictObject({ connections: v.array(connectionView) }),
  ),
  sayBoxEdition: post('/api/desk/clients/edition', 'owner', sayBoxEditionInput, empty),
  chooseMessenger: post('/api/desk/connections/messenger', 'lead', chooseMessengerInput, connectionView),
  listAudit: post('/api/desk/audit', 'owner', listAuditInput, auditPage),
  readAuditChoices: post('/api/desk/audit/choices', 'owner', empty, auditChoices),
  exportAudit: post('/api/desk/audit/export', 'owner', exportAuditInput, exportedPart),
  continueAuditExport: post('/api/desk/audit/export/continue', 'owner', continueExportInput, exportedPart),
  endConnection: post('/api/desk/connections/end', 'owner', v.strictObject({ connectionId: id }), connectionView),

  readRegulation: post('/api/desk/regulation', 'staff', empty, regulationView),
  readRegulationDocument: post('/api/desk/regulation/document', 'owner', readDocumentInput, documentView),
  checkRegulation: post('/api/desk/regulation/check', 'owner', checkRegulationInput, checkedRegulation),
  publishRegulation: post('/api/desk/regulation/publish', 'owner', publishRegulationInput, regulationView),
  withdrawRegulation: post('/api/desk/regulation/withdraw', 'owner', withdrawRegulationInput, regulationView),

  openTicket: post('/api/tickets/open', 'client', openTicketInput, ticketView),
  listTickets: post('/api/tickets/list', 'client', listTicketsInput, ticketPage),
  readStaff: post('/api/desk/staff', 'staff', empty, staffView),
  arrangeStaff: post('/api/desk/staff/arrange', 'lead', arrangeStaffInput, staffView),
  setAway: post('/api/desk/staff/away', 'staff', setAwayInput, staffView),
  addDuty: post('/api/desk/duties/add', 'lead', addDutyInput, staffView),
  removeDuty: post('/api/desk/duties/remove', 'lead', removeDutyInput, staffView),
  setAssignment: post('/api/desk/assignment/set', 'lead', setAssignmentInput, staffView),
  listQueue: post('/api/queue', 'staff', listQueueInput, queuePage),
  findClients: post('/api/queue/clients', 'staff', findClientsInput, foundClients),
  readViews: post('/api/queue/views', 'staff', empty, queueViews),
  saveView: post('/api/queue/views/save', 'staff', saveViewInput, queueViews),
  deleteView: post('/api/queue/views/delete', 'staff', deleteViewInput, queueViews),
  readPlace: post('/api/tickets/place', 'participant', ticketInput, queuePlace),
  readTicket: post('/api/tickets/read', 'participant', ticketInput, ticketView),
  readEvents: post('/api/tickets/events', 'participant', readEventsInput, eventPage),
  sendMessage: post('/api/tickets/message', 'participant', sendMessageInput, sentMessage),
  editMessage: post('/api/tickets/message/edit', 'participant', editMessageInput, empty),
  deleteMessage: post('/api/tickets/message/delete', 'participant', deleteMessageInput, empty),
  markRead: post('/api/tickets/markRead', 'participant', markReadInput, empty),

  readSla: post('/api/tickets/sla', 'participant', ticketInput, slaView),
  readKinds: post('/api/tickets/kinds', 'participant', ticketInput, ticketKinds),
  readNewKinds: post('/api/support/kinds', 'client', empty, ticketKinds),
  classifyTicket: post('/api/tickets/classify', 'participant', classifyInput, ticketView),
  readEvidence: post('/api/tickets/evidence', 'participant', evidenceInput, evidence),
  exportEvidence: post('/api/tickets/evidence/export', 'participant', evidenceInput, evidence),
  exportEvidencePdf: post('/api/tickets/evidence/pdf', 'participant', evidencePdfInput, evidencePdf),

  readAccount: post('/api/billing/account', 'participant', accountInput, accountView),
  readBurnDown: post('/api/billing/burnDown', 'participant', accountInput, burnDownView),
  listLedger: post('/api/billing/ledger', 'participant', listLedgerInput, ledgerPage),
  exportLedger: post('/api/billing/ledger/export', 'participant', exportLedgerInput, ledgerPart),
  exportLedgerSheet: post('/api/billing/ledger/sheet', 'participant', ledgerSheetInput, ledgerFile),
  exportLedgerAct: post('/api/billing/ledger/act', 'participant', ledgerActInput, ledgerFile),
  listIntervals: post('/api/billing/intervals', 'participant', listIntervalsInput, intervalPage),
  readOffers: post('/api/billing/offers', 'participant', offersInput, offersView),
  listOrders: post('/api/billing/orders', 'participant', listOrdersInput, orderPage),
  placeOrder: post('/api/billing/orders/place', 'clientAdmin', placeOrderInput, orderView),
  comparePlans: post('/api/billing/compare', 'participant', comparePlansInput, comparison),
  choosePlan: post('/api/billing/plan/choose', 'clientAdmin', choosePlanInput, offersView),
  orderOwed: post('/api/billing/orders/owed', 'participant', orderOwedInput, orderView),
  cancelOrder: post('/api/billing/orders/cancel', 'participant', orderInput, orderView),
  sendInvoice: post('/api/billing/orders/invoice', 'owner', invoiceInput, orderView),
  readCompany: post('/api/billing/company', 'staff', readCompanyInput, companyView),
  linkCompany: post('/api/billing/company/link', 'owner', linkCompanyInput, companyView),
  recordPayment: post('/api/billing/orders/payment', 'owner', recordPaymentInput, orderView),
  listAccounts: post('/api/billing/accounts', 'staff', listAccountsInput, accountPage),
  readRevenue: post('/api/billing/revenue', 'lead', readRevenueInput, revenueView),
  setClientStatus: post('/api/billing/status/set', 'owner', setClientStatusInput, offersView),
  adjustQuanta: post('/api/billing/adjust', 'lead', adjustQuantaInput, accountView),
  disputeInterval: post('/api/billing/dispute', 'client', disputeIntervalInput, intervalView),
  answerDispute: post('/api/billing/dispute/answer', 'lead', answerDisputeInput, intervalView),
  readOwnTimer: post('/api/timer', 'staff', empty, ownTimer),
  startTimer: post('/api/timer/start', 'staff', startTimerInput, timerView),
  stopTimer: post('/api/timer/stop', 'staff', intervalInput, intervalView),
  answerTimer: post('/api/timer/answer', 'staff', intervalInput, timerView),

  takeTicket: post('/api/tickets/take', 'participant', ticketInput, ticketView),
  recordContact: post('/api/tickets/contact', 'participant', contactInput, ticketView),
  assignTicket: post('/api/tickets/assign', 'participant', assignInput, ticketView),
  resolveTicket: post('/api/tickets/resolve', 'participant', withMessageInput, ticketView),
  declineTicket: post('/api/tickets/decline', 'participant', declineInput, ticketView),
  deferTicket: post('/api/tickets/defer', 'participant', deferInput, ticketView),
  resumeTicket: post('/api/tickets/resume', 'participant', ticketInput, ticketView),
  confirmResolution: post('/api/tickets/confirm', 'participant', ticketInput, ticketView),
  withdrawTicket: post('/api/tickets/withdraw', 'participant', ticketInput, ticketView),
  reopenTicket: post('/api/tickets/reopen', 'participant', ticketInput, ticketView),
} as const

export type Routes = typeof routes
export type RouteName = keyof Routes
export type RouteInput<Name extends RouteName> = v.InferInput<Routes[Name]['input']>
export type ParsedInput<Name extends RouteName> = v.InferOutput<Routes[Name]['input']>
export type RouteOutput<Name extends RouteName> = v.InferOutput<Routes[Name]['output']>
