import type { RouteName } from '#contract/routes.ts'
import { newId } from '#test/support/world.ts'
import { goodOthers } from './goodOthers.ts'
import { goodChannels } from './channels/goodChannels.ts'
import { goodTimers } from './billing/goodTimers.ts'
import { goodKnowledge } from './knowledge/goodKnowledge.ts'
import { goodMessenger } from './messenger/goodMessenger.ts'
import { goodAnnounced } from './monitoring/goodMonitoring.ts'
import { goodNotifications } from './notifications/goodNotifications.ts'
import { goodAccess } from './tickets/goodAccess.ts'
import { goodEndings } from './tickets/goodEndings.ts'
import { goodFiles } from './tickets/goodFiles.ts'
import { goodIntakes } from './tickets/goodIntakes.ts'
import { goodMoves } from './tickets/goodMoves.ts'
import { goodCoupons } from './coupons/goodCoupons.ts'
import { partnerInputs, type GoodInput } from './goodPartnerInputs.ts'
import { secrets, type Situation } from './situation.ts'

/** An input that each route takes, and the role that may send it. A route that is missing here does not compile. */
export const goodInputs: { [Name in RouteName]: GoodInput<Name> } = {
  ...goodMessenger,
  ...goodChannels,
  ...goodOthers,
  openSession: {
    by: 'admin',
    input: ({ world }) => ({
      accessToken: world.sandbox.issueToken('firm', 1).accessToken,
      memberId: world.sandbox.portals['firm']?.memberId ?? '',
      serverEndpoint: `${world.sandbox.oauthOrigin}/rest/`,
    }),
  },
  closeSession: { by: 'admin', input: () => ({}) },
  readMe: { by: 'employee', input: () => ({}) },
  readInstall: { by: 'admin', input: () => ({}) },
  install: { by: 'owner', input: () => ({ choice: 'desk', deskKey: 'desk-unknown', deskName: 'Интегратор Плюс' }) },
  readSettings: { by: 'admin', input: () => ({}) },
  saveSettings: { by: 'admin', input: () => ({ language: 'ru', notices: { answers: true, connection: true } }) },
  searchPeople: { by: 'admin', input: () => ({ search: 'Анна' }) },
  namePerson: { by: 'admin', input: () => ({ userId: 3, as: 'integrator' }) },
  removeContact: { by: 'admin', input: () => ({ userId: 7 }) },
  readSupport: { by: 'admin', input: () => ({}) },
  previewCode: { by: 'admin', input: () => ({ code: 'AAAA-AAAA-AAAA-AAAA' }) },
  readCodeConditions: { by: 'admin', input: () => ({ code: 'AAAA-AAAA-AAAA-AAAA' }) },
  exportCodeConditions: {
    by: 'admin',
    input: () => ({ code: 'AAAA-AAAA-AAAA-AAAA', language: 'ru', timeZone: 'Europe/Moscow' }),
  },
  readConditions: { by: 'integrator', input: () => ({}) },
  exportConditions: { by: 'integrator', input: () => ({ language: 'uk', timeZone: 'Europe/Kyiv' }) },
  readClientConditions: { by: 'lead', input: ({ connectionId }) => ({ connectionId }) },
  activateCode: { by: 'admin', input: () => ({ code: 'AAAA-AAAA-AAAA-AAAA', stateToken: 'stale' }) },
  returnToStandard: { by: 'admin', input: () => ({ stateToken: 'stale' }) },
  reconnectDesk: { by: 'admin', input: ({ deskIds }) => ({ deskId: deskIds.bureau, stateToken: 'stale' }) },
  dismissTariffChange: { by: 'admin', input: () => ({ at: '2026-11-20T09:00:00.000Z' }) },
  readDesk: { by: 'agent', input: () => ({}) },
  setStaff: { by: 'owner', input: () => ({ userId: 5, role: null }) },
  readRegulation: { by: 'agent', input: () => ({}) },
  readRegulationDocument: { by: 'owner', input: () => ({ of: 'version', version: 1 }) },
  checkRegulation: { by: 'owner', input: () => ({ document: { key: 'mine' } }) },
  publishRegulation: {
    by: 'owner',
    input: () => ({ document: { key: 'mine' }, effectiveAt: '2031-01-01T00:00:00Z', lastVersion: 1 }),
  },
  readCalendarYear: {
    by: 'agent',
    input: () => ({
      calendar: {
        timeZone: 'Europe/Moscow',
        weekly: { 1: [['09:00', '18:00']] },
        country: 'RU',
        hourLessOnShortenedDays: false,
      },
      year: 2027,
    }),
  },
  withdrawRegulation: { by: 'owner', input: () => ({ version: 1 }) },
  listCodes: { by: 'owner', input: () => ({ state: 'all', search: 'OP', limit: 10 }) },
  readCodeLife: { by: 'owner', input: ({ codeId }) => ({ codeId }) },
  issueCode: {
    by: 'owner',
    input: () => ({ portal: 'nobody.example', maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }),
  },
  sendCode: { by: 'owner', input: ({ codeId }) => ({ codeId, code: 'AAAA-AAAA-AAAA-AAAA' }) },
  revokeCode: { by: 'owner', input: ({ codeId }) => ({ codeId }) },
  listConnections: { by: 'lead', input: () => ({}) },
  listAudit: { by: 'owner', input: () => ({ kinds: ['codes'], search: 'а', limit: 10 }) },
  readAuditChoices: { by: 'owner', input: () => ({}) },
  exportAuditSheet: { by: 'owner', input: () => ({ filter: { kinds: ['codes'] }, language: 'uk' }) },
  exportAudit: { by: 'owner', input: () => ({ filter: { kinds: ['codes'] }, language: 'ru' }) },
  continueAuditExport: { by: 'owner', input: () => ({ next: 'nobody has begun this' }) },
  ...goodNotifications,
  ...goodAnnounced,
  ...goodKnowledge,
  ...goodIntakes,
  ...goodEndings,
  ...goodFiles,
  ...goodCoupons,
  listTickets: { by: 'integrator', input: () => ({ filter: 'all', search: 'OP', limit: 10 }) },
  readStaff: { by: 'agent', input: () => ({}) },
  updateStaffMember: {
    by: 'lead',
    input: () => ({ userId: 3, getsTickets: true, skills: ['телефония'], shifts: { 1: [['09:00', '18:00']] } }),
  },
  setAway: {
    by: 'agent',
    input: () => ({ userId: 3, away: { from: '2031-01-01T00:00:00Z', until: '2031-01-09T00:00:00Z' } }),
  },
  setPhone: { by: 'agent', input: () => ({ userId: 3, phone: '+380 44 123-45-67' }) },
  addDuty: {
    by: 'lead',
    input: () => ({ dutyId: newId(), userId: 3, from: '2031-01-01T00:00:00Z', until: '2031-01-02T00:00:00Z' }),
  },
  saveDutyRota: {
    by: 'lead',
    input: () => ({ version: 0, people: [3, 2], weekday: 1, time: '09:00', confirmMinutes: 10 }),
  },
  removeDuty: { by: 'lead', input: () => ({ dutyId: newId() }) },
  setAssignment: { by: 'lead', input: () => ({ assignment: 'manual', skillOf: { incident: 'телефония' } }) },
  setNumberPrefix: { by: 'owner', input: () => ({ prefix: 'ZZTOP' }) },
  listQueue: { by: 'agent', input: () => ({ filter: 'all', search: 'OP', limit: 10 }) },
  findClients: { by: 'agent', input: () => ({ search: 'nobody' }) },
  readViews: { by: 'agent', input: () => ({}) },
  saveView: {
    by: 'agent',
    input: () => ({ viewId: newId(), name: newId(), query: { filter: 'mine', order: 'queue' } }),
  },
  deleteView: { by: 'agent', input: () => ({ viewId: newId() }) },
  readReplies: { by: 'agent', input: () => ({}) },
  readReplyHours: { by: 'agent', input: () => ({}) },
  saveReply: {
    by: 'agent',
    input: () => ({ replyId: newId(), scope: 'own', title: 'Логи', text: 'Пришлите логи, {{клиент}}', revision: null }),
  },
  deleteReply: { by: 'agent', input: () => ({ replyId: newId(), revision: 1 }) },
  readPlace: { by: 'admin', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readTicket: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readEvents: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, after: 0, before: 9, limit: 50 }),
  },
  sendMessage: {
    by: 'agent',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      messageId: newId(),
      text: 'Смотрим',
      kind: 'public',
      isQuestion: false,
    }),
  },
  editMessage: {
    by: 'admin',
    input: ({ tickets }) => ({ ...tickets.partner, text: secrets.firmAtPartner }),
  },
  deleteMessage: { by: 'admin', input: ({ tickets }) => tickets.partner },
  markRead: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, seq: 1 }) },
  readSla: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readKinds: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readNewKinds: { by: 'integrator', input: () => ({}) },
  classifyTicket: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, category: 'incident', priority: 'high' }),
  },
  readEvidence: {
    by: 'integrator',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, clock: 'firstReaction', round: 0 }),
  },
  exportEvidence: {
    by: 'agent',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      clock: 'firstReaction',
      round: 0,
    }),
  },
  exportEvidencePdf: {
    by: 'integrator',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      clock: 'firstReaction',
      round: 0,
      language: 'uk',
      timeZone: 'Europe/Kyiv',
    }),
  },
  readAccount: { by: 'integrator', input: ownAccount },
  readBurnDown: { by: 'integrator', input: ownAccount },
  listLedger: { by: 'integrator', input: (now) => ({ ...ownAccount(now), before: 9, limit: 10 }) },
  exportLedger: { by: 'integrator', input: (now) => ({ ...ownAccount(now), format: 'json' }) },
  exportLedgerSheet: { by: 'integrator', input: (now) => ({ ...ownAccount(now), language: 'ru' }) },
  exportLedgerAct: {
    by: 'integrator',
    input: (now) => ({ ...ownAccount(now), language: 'uk', from: '2026-11-01', to: '2026-11-30' }),
  },
  listIntervals: { by: 'integrator', input: (now) => ({ ...ownAccount(now), onlyDisputed: false, limit: 10 }) },
  readOffers: { by: 'integrator', input: ownAccount },
  listOrders: { by: 'integrator', input: () => ({ side: 'client', status: 'open', limit: 10 }) },
  placeOrder: {
    by: 'admin',
    input: ({ deskIds }) => ({
      deskId: deskIds.standard,
      orderId: newId(),
      planCode: 'prepaid',
      quanta: 12,
      total: { minor: 7200_00, currency: 'RUB' },
    }),
  },
  comparePlans: {
    by: 'integrator',
    input: (things) => ({ ...ownAccount(things), currency: 'RUB', work: { by: 'monthly', quanta: 20 } }),
  },
  choosePlan: {
    by: 'admin',
    input: ({ deskIds }) => ({
      deskId: deskIds.standard,
      plan: { planCode: 'prepaid', limitQuanta: 12, quantumPrice: { minor: 600_00, currency: 'RUB' } },
      instead: null,
    }),
  },
  orderOwed: {
    by: 'admin',
    input: (things) => ({
      ...ownAccount(things),
      orderId: newId(),
      quanta: 12,
      total: { minor: 7200_00, currency: 'RUB' },
    }),
  },
  cancelOrder: { by: 'admin', input: () => ({ orderId: newId() }) },
  readPaymentDetails: { by: 'owner', input: () => ({}) },
  setPaymentDetails: { by: 'owner', input: () => ({ details: 'ООО «Лад»', instead: '' }) },
  recordPayment: {
    by: 'owner',
    input: () => ({
      orderId: newId(),
      documentNumber: '17',
      documentDate: '2026-11-20',
      amount: { minor: 7200_00, currency: 'RUB' },
    }),
  },
  takeBackPayment: {
    by: 'owner',
    input: () => ({
      orderId: newId(),
      documentNumber: '17',
      documentDate: '2026-11-20',
      reason: 'Записали не тот заказ',
    }),
  },
  sendInvoice: { by: 'owner', input: () => ({ orderId: newId() }) },
  readCompany: { by: 'agent', input: () => ({ of: { by: 'company', companyId: 1 } }) },
  linkCompany: { by: 'owner', input: (now) => ({ memberId: firmOf(now), companyId: null }) },
  listAccounts: { by: 'agent', input: () => ({ limit: 10 }) },
  readRevenue: { by: 'lead', input: () => ({ before: '2026-11' }) },
  setClientStatus: { by: 'owner', input: (now) => ({ memberId: firmOf(now), status: 2, until: null }) },
  adjustQuanta: {
    by: 'lead',
    input: (now) => ({
      memberId: firmOf(now),
      adjustmentId: newId(),
      packageId: newId(),
      quanta: 1,
      reason: 'По договорённости',
    }),
  },
  disputeInterval: {
    by: 'integrator',
    input: () => ({ intervalId: newId(), disputeId: newId(), reason: 'Работы не было' }),
  },
  answerDispute: { by: 'lead', input: () => ({ disputeId: newId(), text: 'Работа была', giveBack: 0 }) },
  ...goodTimers,
  ...goodMoves,
  ...goodAccess,
  readManager: { by: 'agent', input: (situation) => ({ memberId: firmOf(situation) }) },
  setManager: { by: 'lead', input: (situation) => ({ memberId: firmOf(situation), userId: 3 }) },
  nameClient: { by: 'lead', input: (situation) => ({ memberId: firmOf(situation), name: 'Фирма' }) },
  setBoxEdition: { by: 'owner', input: (situation) => ({ memberId: firmOf(situation), isEnterprise: true }) },
  chooseMessenger: { by: 'lead', input: ({ connectionId }) => ({ connectionId, messenger: 'telegram' }) },
  moveConnections: {
    by: 'owner',
    input: ({ connectionId }) => ({ connectionId, version: 1, from: '2031-01-01T00:00:00Z' }),
  },
  keepVersions: { by: 'owner', input: ({ connectionId }) => ({ connectionId }) },
  readTermsChange: { by: 'integrator', input: () => ({}) },
  ...partnerInputs,
  endConnection: { by: 'owner', input: ({ connectionId }) => ({ connectionId }) },
}

function ownAccount({ deskIds }: Situation) {
  return { account: { side: 'client', deskId: deskIds.partner } } as const
}

function firmOf({ world }: Situation): string {
  return world.sandbox.portals['firm']?.memberId ?? ''
}

/** In the order of the list above: what ends things comes last. */
export const routeNames: readonly RouteName[] = Object.keys(goodInputs).filter(
  (name): name is RouteName => name in goodInputs,
)
