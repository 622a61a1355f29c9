import type { AccountView, LedgerLine } from '#contract/billing/accounts.types.ts'
import type { OrderView } from '#contract/billing/orders.types.ts'
import type { IntervalView, TimerView } from '#contract/billing/timers.types.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import {
  aComparedPlan,
  agent,
  aLevel,
  aLine,
  anAccount,
  anInterval,
  anOffer,
  anOrder,
  aPackage,
  aSummary,
  aTimer,
  comparisonOf,
  now,
  offersOf,
} from '#test/app/billing/factories.ts'
import { uuid } from '#test/app/deskFactories.ts'
import type { Answers } from '#test/app/page.ts'

const { plans, clientStatuses } = quantumMaintenance
const [status] = clientStatuses
const planTitle = titleOf('subscription')

function titleOf(code: string) {
  const found = plans.find((plan) => plan.code === code)
  if (found === undefined) throw new Error(`There is no plan ${code}`)
  return found.title
}

const question = { askedAt: '2026-11-22T08:59:00.000Z', stopsAt: '2026-11-22T09:04:00.000Z', why: 'idle' } as const
/** A timer that asks its agent whether the work goes on. */
export const timer: TimerView = aTimer({ question })

const packages = [
  aPackage({ planTitle, left: 3, quanta: 30, endsAt: '2026-11-24T09:00:00.000Z' }),
  aPackage({ packageId: uuid(2), planCode: 'prepaid', planTitle: titleOf('prepaid'), left: 17 }),
  aPackage({ packageId: uuid(3), planTitle, left: 0, state: 'usedUp' }),
  aPackage({ packageId: uuid(4), planTitle: null, planCode: 'gone', left: 0, state: 'ended' }),
]

/** A package that ends soon, a timer that runs, and what became of earlier packages. */
export const busy: AccountView = anAccount({ packages, timers: [timer], entries: 11 })

/** Everything is used up: work waits for a payment. */
export const interrupted: AccountView = anAccount({
  left: 0,
  total: 0,
  packages: packages.slice(2),
  interruptedSince: '2026-11-21T09:00:00.000Z',
  awaits: 'usedUp',
})

export const untouched: AccountView = anAccount({
  left: 0,
  total: 0,
  packages: [],
  entries: 0,
  takenIn30Days: 0,
  awaits: 'nothingBought',
})

/** A rest with which no work can begin. */
export const belowLeast: AccountView = anAccount({
  left: 2,
  leastCharge: 3,
  interruptedSince: '2026-11-21T09:00:00.000Z',
  awaits: 'belowLeast',
})

const dispute = { disputeId: uuid(30), openedAt: '2026-11-21T09:00:00.000Z', openedBy: 'Анна Орлова', reason: '`503`' }
const answer = { at: '2026-11-21T10:00:00.000Z', by: 'Светлана Горина', text: '`503`', givenBack: 1 }
/** Running, disputable, disputed, answered, and one of each other end. */
const intervals: IntervalView[] = [
  anInterval({ intervalId: uuid(11), stoppedAt: null, stopCause: null, disputableUntil: null }),
  anInterval({ intervalId: uuid(12) }),
  anInterval({ intervalId: uuid(13), disputableUntil: null, dispute: { ...dispute, answer: null } }),
  anInterval({ intervalId: uuid(14), disputableUntil: null, dispute: { ...dispute, disputeId: uuid(31), answer } }),
  anInterval({ intervalId: uuid(15), stopCause: 'exhausted', disputableUntil: null }),
  anInterval({ intervalId: uuid(16), stopCause: 'noAnswer' }),
  anInterval({ intervalId: uuid(17), stopCause: 'dayEnded', ticketNumber: 'OP-1043' }),
]

const nothing = { ticketId: null, intervalId: null, ticketNumber: null, quantumMinutes: null }
const adjusted = { ...nothing, kind: 'adjust', reason: '`503`', byName: 'Светлана Горина' } as const
const price = { minor: 1_500_000, currency: 'RUB' }
const entries: LedgerLine[] = [
  aLine({ number: 11 }),
  aLine({ ...adjusted, number: 10, quanta: 1, balance: 21 }),
  aLine({ ...adjusted, number: 9, quanta: -5, balance: 20 }),
  aLine({ ...nothing, number: 8, kind: 'expire', quanta: -10, balance: 25 }),
  aLine({
    ...nothing,
    number: 7,
    kind: 'purchase',
    quanta: 30,
    balance: 35,
    planCode: 'subscription',
    ends: '2027-01-30T09:00:00.000Z',
    orderId: uuid(20),
    price,
  }),
]

const part = { minor: 500_000, currency: 'RUB' }
const payment = {
  documentNumber: '17',
  documentDate: '2026-01-31',
  recordedAt: now,
  recordedBy: 'Виктор Лаптев',
  takenBack: null,
}
const orders: OrderView[] = [
  anOrder({ planTitle }),
  anOrder({
    orderId: uuid(21),
    planTitle,
    paid: part,
    payments: [{ ...payment, amount: part }],
    isInvoiced: true,
    invoiceNumber: '5',
    payLink: 'https://pay.example/5',
  }),
  anOrder({
    orderId: uuid(22),
    planTitle,
    status: 'paid',
    endedAt: now,
    paid: price,
    payments: [{ ...payment, documentNumber: '18', amount: price }],
  }),
  anOrder({ orderId: uuid(23), planTitle: null, status: 'lapsed', endedAt: now }),
  anOrder({ orderId: uuid(24), planTitle, status: 'cancelled', endedAt: now }),
]
/** Where to pay, in the desk's own words. */
const paymentDetails = '`40702810000000000001`\n`044525225`'
const clientOrders = orders.map((order) => ({
  ...order,
  paymentDetails: order.status === 'open' ? paymentDetails : '',
}))
const sent = { state: 'sent', problem: null, invoiceId: 5, number: '5', hasCompany: true } as const
const stillPaid = { ...sent, state: 'paid', problem: 'stillPaid', invoiceId: 6, number: '6' } as const
const failed = { state: 'failed', problem: 'refused', invoiceId: null, number: null, hasCompany: false } as const
/** The same with what only the desk is told. */
const deskOrders = orders.map((order, index) => ({ ...order, invoice: [stillPaid, sent, null, failed][index] ?? null }))

const offers = plans.map(({ code, title }, index) =>
  anOffer({
    planCode: code,
    title,
    quantumPriceMinor: 50_000 + index * 10_000,
    reactions: promisedReactions(saasSupport, null),
  }),
)
const compared = plans.map(({ code, title }) => aComparedPlan({ planCode: code, title }))

const levels = [30, 28, 21, 31, 20].map((balance, index) =>
  aLevel({ at: `2026-11-${String(1 + index * 4).padStart(2, '0')}T09:00:00.000Z`, balance, isStep: index !== 2 }),
)

function accountAnswers(account: AccountView): Answers {
  return {
    readAccount: () => account,
    readBurnDown: () => ({ levels }),
    listLedger: () => ({ entries, nextBefore: null }),
    listIntervals: () => ({ intervals, nextCursor: null }),
    listOrders: ({ side }) => ({ orders: side === 'desk' ? deskOrders : clientOrders, nextCursor: null }),
    readOffers: () => offersOf(offers, { statusTitle: status?.title ?? null, currencies: ['RUB', 'KZT'] }),
    comparePlans: () => comparisonOf(compared),
    readOwnTimer: () => ({ timer: null }),
    placeOrder: ({ orderId }) => ({
      ...(clientOrders[1] ?? anOrder()),
      orderId,
      paid: { ...part, minor: 0 },
      payments: [],
    }),
    readPaymentDetails: () => ({ details: paymentDetails }),
  }
}

export const clientBilling = (account: AccountView): Answers => accountAnswers({ ...account, side: 'client' })

export const deskBilling = (account: AccountView): Answers => ({
  ...accountAnswers({
    ...account,
    side: 'desk',
    memberId: 'romashka',
    clientName: 'ООО «Ромашка»',
    portalName: 'romashka.example',
  }),
  listAccounts: () => ({ accounts, nextCursor: null }),
  readRevenue: () => ({
    timeZone: 'Europe/Moscow',
    months: [
      {
        month: '2026-11',
        paid: [{ ...price, payments: 2 }],
        soldQuanta: 60,
        workedQuanta: 41,
        soldMinutes: 600,
        workedMinutes: 410,
      },
    ],
    nextBefore: null,
  }),
  readCompany: () => ({
    isGranted: true,
    link: {
      companyId: 7,
      title: 'Romashka',
      memberId: 'romashka',
      clientName: 'ООО «Ромашка»',
      portalName: 'romashka.example',
      linkedBy: agent.name,
    },
  }),
})

const accounts = [
  aSummary({ clientName: 'ООО «Ромашка»', portalName: 'romashka.example', timers: 1, openOrders: 2, openDisputes: 1 }),
  aSummary({
    memberId: 'mint',
    clientName: 'ООО «Мята»',
    portalName: 'mint.example',
    left: 0,
    total: 0,
    interruptedSince: now,
    nextEndsAt: null,
  }),
  aSummary({
    memberId: 'fern',
    clientName: 'Общество с ограниченной ответственностью «Торговый дом Северо-Западные цветы»',
    portalName: 'a-rather-long-name-of-a-portal.example',
    nextEndsAt: '2026-11-24T09:00:00.000Z',
  }),
  aSummary({ memberId: 'oak', portalName: 'oak.example', owed: 12, left: 8, total: 20, nextEndsAt: null }),
]
