import { createMemoryHistory, createRouter } from 'vue-router'
import type { Router } from 'vue-router'
import type { AccountSummary, AccountView, LedgerLine, PackageView } from '#contract/billing/accounts.types.ts'
import type { Counting, OffersView, OfferView } from '#contract/billing/offers.types.ts'
import type { OrderView } from '#contract/billing/orders.types.ts'
import type { IntervalView, TimerView } from '#contract/billing/timers.types.ts'
import type { BurnDownLevel } from '#contract/billing/burnDown.types.ts'
import type { ComparedPlan, Comparison } from '#contract/billing/comparison.types.ts'
import { ids, withinHours } from '../factories.ts'
import { uuid } from '../deskFactories.ts'

/** Things of an account, as they are at nine in the morning of 22 November 2026; a test says only what matters to it. */
export const now = '2026-11-22T09:00:00.000Z'
/** The addresses that the components link to, without the pages behind them. */
export function addresses(): Router {
  const component = { render: () => null }
  const paths = { support: '/', balance: '/balance/:deskId?', plans: '/plans/:deskId?', counting: '/counting/:deskId?' }
  const deskPaths = { queue: '/queue/:ticketId?', accounts: '/accounts/:memberId?' }
  const routes = Object.entries({ ...paths, ...deskPaths }).map(([name, path]) => ({ name, path, component }))
  return createRouter({ history: createMemoryHistory(), routes })
}

const inAllLanguages = (text: string) => ({ ru: text, uk: text, en: text })
export const agent = { userId: 7, name: 'Игорь Белов', photo: null }

export function aPackage(changes: Partial<PackageView> = {}): PackageView {
  return {
    packageId: uuid(1),
    planCode: 'subscription',
    planTitle: inAllLanguages('Абонемент'),
    quanta: 30,
    left: 20,
    startsAt: '2026-11-01T09:00:00.000Z',
    endsAt: '2027-01-30T09:00:00.000Z',
    state: 'live',
    ...changes,
  }
}

export function aTimer(changes: Partial<TimerView> = {}): TimerView {
  return {
    intervalId: uuid(10),
    ticketId: ids.ticket,
    ticketNumber: 'OP-1042',
    memberId: 'member1',
    clientName: null,
    portalName: 'ООО «Ромашка»',
    agent,
    startedAt: '2026-11-22T08:47:55.000Z',
    quanta: 2,
    quantumMinutes: 10,
    at: now,
    question: null,
    ...changes,
  }
}

export function anAccount(changes: Partial<AccountView> = {}): AccountView {
  return {
    at: now,
    side: 'client',
    deskId: ids.desk,
    deskName: 'Поддержка',
    memberId: 'member1',
    clientName: null,
    portalName: 'ООО «Ромашка»',
    quantumMinutes: 10,
    left: 20,
    total: 30,
    owed: 0,
    limitQuanta: 0,
    usage: null,
    interruptedSince: null,
    awaits: null,
    leastCharge: 0,
    packages: [aPackage()],
    timers: [],
    takenIn30Days: 10,
    entries: 11,
    ...changes,
  }
}

export function anInterval(changes: Partial<IntervalView> = {}): IntervalView {
  return {
    intervalId: uuid(10),
    ticketId: ids.ticket,
    ticketNumber: 'OP-1042',
    agent,
    startedAt: '2026-11-20T09:00:00.000Z',
    stoppedAt: '2026-11-20T09:10:01.000Z',
    stopCause: 'agent',
    quanta: 2,
    quantumMinutes: 10,
    disputableUntil: '2026-12-04T09:10:01.000Z',
    dispute: null,
    ...changes,
  }
}

export function aLine(changes: Partial<LedgerLine> = {}): LedgerLine {
  return {
    number: 11,
    at: '2026-11-20T09:00:00.000Z',
    kind: 'work',
    packageId: uuid(1),
    quanta: -1,
    planCode: null,
    ends: null,
    orderId: null,
    price: null,
    ticketId: ids.ticket,
    intervalId: uuid(10),
    endedPackageId: null,
    reason: null,
    balance: 20,
    ticketNumber: 'OP-1042',
    quantumMinutes: 10,
    byName: null,
    ...changes,
  }
}

/** Before the interval and its entry, which leave 20. */
export function aLevel(changes: Partial<BurnDownLevel> = {}): BurnDownLevel {
  return { at: '2026-11-01T09:00:00.000Z', balance: 30, isStep: true, ...changes }
}

export function aPayment(changes: Partial<OrderView['payments'][number]> = {}): OrderView['payments'][number] {
  return {
    documentNumber: '17',
    documentDate: '2026-11-21',
    amount: rub(1_500_000),
    recordedAt: '2026-11-21T10:00:00.000Z',
    recordedBy: 'Анна Ковальчук',
    takenBack: null,
    ...changes,
  }
}

export function anOrder(changes: Partial<OrderView> = {}): OrderView {
  return {
    orderId: uuid(20),
    deskId: ids.desk,
    deskName: 'Поддержка',
    memberId: 'member1',
    clientName: null,
    portalName: 'ООО «Ромашка»',
    planCode: 'subscription',
    planTitle: inAllLanguages('Абонемент'),
    clientStatus: 1,
    quanta: 30,
    quantumMinutes: 10,
    total: rub(1_500_000),
    validity: { unit: 'days', count: 90 },
    status: 'open',
    placedAt: '2026-11-21T09:00:00.000Z',
    placedBy: 'Анна Орлова',
    lapsesAt: '2026-12-01T09:00:00.000Z',
    endedAt: null,
    paid: rub(0),
    credit: rub(0),
    payments: [],
    isInvoiced: false,
    invoiceNumber: null,
    payLink: null,
    paymentDetails: '',
    invoice: null,
    canInvoice: false,
    ...changes,
  }
}

const rub = (minor: number) => ({ minor, currency: 'RUB' })

export function anOffer(changes: Partial<OfferView> = {}): OfferView {
  return {
    planCode: 'subscription',
    title: inAllLanguages('Абонемент'),
    currency: 'RUB',
    leastQuanta: 30,
    valid: { unit: 'days', count: 90 },
    quantumPriceMinor: 50_000,
    sizes: [],
    limitQuanta: null,
    reactions: [withinHours(1)],
    channels: null,
    ...changes,
  }
}

export function offersOf(plans: OfferView[], changes: Partial<OffersView> = {}): OffersView {
  return {
    deskId: ids.desk,
    deskName: 'Поддержка',
    clientStatus: 1,
    statusTitle: inAllLanguages('Лицензия у вас на год'),
    statusUntil: '2027-03-01T20:59:59.000Z',
    quantumMinutes: 10,
    lapseDays: 10,
    currencies: ['RUB'],
    currency: 'RUB',
    plans,
    usage: null,
    counting: aCounting(),
    ...changes,
  }
}

export function aCounting(changes: Partial<Counting> = {}): Counting {
  return {
    rounding: 'interval',
    leastQuantaPerTicket: 0,
    timeZone: 'Europe/Moscow',
    askAfterIdleMinutes: 60,
    stopAfterMinutes: 5,
    stopsAtDayEnd: true,
    until: null,
    example: [
      { startsAt: '10:00', minutes: 12, ticket: 1, quanta: 2 },
      { startsAt: '12:00', minutes: 3, ticket: 1, quanta: 1 },
      { startsAt: '14:00', minutes: 1, ticket: 2, quanta: 1 },
    ],
    ...changes,
  }
}

export function aSummary(changes: Partial<AccountSummary> = {}): AccountSummary {
  return {
    memberId: 'romashka',
    clientName: null,
    portalName: 'ООО Ромашка',
    quantumMinutes: 10,
    left: 20,
    total: 30,
    owed: 0,
    interruptedSince: null,
    nextEndsAt: '2027-01-30T09:00:00.000Z',
    timers: 0,
    openOrders: 0,
    openDisputes: 0,
    ...changes,
  }
}

export function aComparedPlan(changes: Partial<ComparedPlan> = {}): ComparedPlan {
  return {
    planCode: 'subscription',
    title: inAllLanguages('Абонемент'),
    cost: rub(1_500_000),
    bought: [{ quanta: 30, packages: 1 }],
    packages: 1,
    quantaUsed: 14,
    quantaExpired: 0,
    quantaLeft: 16,
    reactions: { kept: 8, missed: 1, open: 0, none: 0 },
    ...changes,
  }
}

export function comparisonOf(plans: ComparedPlan[], changes: Partial<Comparison> = {}): Comparison {
  return {
    from: '2026-08-24T09:00:00.000Z',
    until: now,
    intervals: 12,
    isWorkCut: false,
    tickets: 9,
    areTicketsCut: false,
    plans,
    ...changes,
  }
}
