import * as v from 'valibot'
import { count, id, instant, memberId, person, sequence, shortText, storable, texts } from '../common.ts'
import { invoiceView } from './crm.types.ts'
import { ledgerEntry } from './ledger.types.ts'
import { channel, code, priority } from '../regulations/base.types.ts'

/** Whose account: a client names the desk (null: the one that answers now), a desk names its client. */
export const accountOf = v.variant('side', [
  v.strictObject({ side: v.literal('client'), deskId: v.nullable(id) }),
  v.strictObject({ side: v.literal('desk'), memberId }),
])
export type AccountOf = v.InferOutput<typeof accountOf>
export const accountInput = v.strictObject({ account: accountOf })

const minor = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))
/** Integer minor units (Q2). */
export const money = v.strictObject({ minor, currency })
const quanta = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))
const validity = v.strictObject({ unit: v.picklist(['days', 'months']), count })
const reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000), storable)
const page = {
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
}
/** Titles come from the regulation in force; a plan that it does not have any more has none. */
const planName = { planCode: v.string(), planTitle: v.nullable(texts) }

export const packageStates = ['live', 'usedUp', 'ended'] as const
export const packageView = v.strictObject({
  packageId: id,
  ...planName,
  quanta: count,
  left: count,
  startsAt: instant,
  endsAt: instant,
  state: v.picklist(packageStates),
})
export type PackageView = v.InferOutput<typeof packageView>

/** `idle`: nothing happened on the ticket for long; `dayEnds`: the working day is nearly over (Q11). */
const timerQuestion = v.strictObject({ askedAt: instant, stopsAt: instant, why: v.picklist(['idle', 'dayEnds']) })
export const timerView = v.strictObject({
  intervalId: id,
  ticketId: id,
  ticketNumber: v.string(),
  memberId,
  portalName: v.string(),
  agent: person,
  startedAt: instant,
  /** Taken by this interval so far. */
  quanta: count,
  /** The server's clock, so that a page counts on from there and not by its own. */
  at: instant,
  /** "Still working?", while it waits for an answer; only its agent is asked. */
  question: v.nullable(timerQuestion),
})
export type TimerView = v.InferOutput<typeof timerView>

export const accountView = v.strictObject({
  at: instant,
  side: v.picklist(['client', 'desk']),
  deskId: id,
  deskName: v.string(),
  memberId,
  portalName: v.string(),
  quantumMinutes: count,
  /** What can be taken now: the quanta left in live packages, and what may still be owed. */
  left: count,
  /** The sum of the live packages' quanta, and of what may be owed. */
  total: count,
  owed: count,
  limitQuanta: count,
  /** The plan that is billed afterwards, where one is chosen (Q12). */
  usage: v.nullable(
    v.strictObject({
      ...planName,
      since: instant,
      /** As it is now; an order keeps what it was at its making. */
      quantumPrice: money,
      /** What is owed and in no open order yet. */
      toOrder: count,
    }),
  ),
  /** Service waits for a payment since then (Q7); null while it goes on, and where nothing was ever bought. */
  interruptedSince: v.nullable(instant),
  /** Live ones first, then the newest that are used up or ended; at most fifty. */
  packages: v.array(packageView),
  timers: v.array(timerView),
  /** Taken by work in the last 30 days: what a forecast goes by. */
  takenIn30Days: count,
  entries: count,
})
export type AccountView = v.InferOutput<typeof accountView>

export const listLedgerInput = v.strictObject({
  account: accountOf,
  /** Entries below this number, newest first; absent: the newest. */
  before: v.optional(v.pipe(sequence, v.minValue(1))),
  limit: page.limit,
})
const { by: _by, previousHash: _before, hash: _hash, ...entryFields } = ledgerEntry.entries
export const ledgerLine = v.strictObject({
  ...entryFields,
  /** The sum of all entries up to this one; below 0 under a plan that is billed afterwards. */
  balance: v.number(),
  ticketNumber: v.nullable(v.string()),
  byName: v.nullable(v.string()),
})
export type LedgerLine = v.InferOutput<typeof ledgerLine>
/** `before` of the next page; null at the end. */
export const ledgerPage = v.strictObject({ entries: v.array(ledgerLine), nextBefore: v.nullable(sequence) })

export const stopCauses = ['exhausted', 'agent', 'ticketEnded', 'locked', 'noAnswer', 'dayEnded'] as const
export type StopCause = (typeof stopCauses)[number]
export const disputeView = v.strictObject({
  disputeId: id,
  openedAt: instant,
  openedBy: v.string(),
  reason: v.string(),
  answer: v.nullable(v.strictObject({ at: instant, by: v.string(), text: v.string(), givenBack: count })),
})
export type DisputeView = v.InferOutput<typeof disputeView>
export const intervalView = v.strictObject({
  intervalId: id,
  ticketId: id,
  ticketNumber: v.string(),
  agent: person,
  startedAt: instant,
  /** Null while it runs. */
  stoppedAt: v.nullable(instant),
  stopCause: v.nullable(v.picklist(stopCauses)),
  quanta: count,
  /** Until when a client may dispute it (Q10); null where it cannot be disputed any more, or not yet. */
  disputableUntil: v.nullable(instant),
  dispute: v.nullable(disputeView),
})
export type IntervalView = v.InferOutput<typeof intervalView>
export const listIntervalsInput = v.strictObject({
  account: accountOf,
  /** Only those with a dispute that waits for its answer. */
  onlyDisputed: v.optional(v.boolean(), false),
  ...page,
})
export const intervalPage = v.strictObject({ intervals: v.array(intervalView), nextCursor: v.nullable(v.string()) })

/** The page makes `intervalId`; the same id again is the same start. `stopsOther`: the agent's running timer makes way. */
export const startTimerInput = v.strictObject({
  ticketId: id,
  intervalId: id,
  stopsOther: v.optional(v.boolean(), false),
})
export const intervalInput = v.strictObject({ intervalId: id })
export const ownTimer = v.strictObject({ timer: v.nullable(timerView) })

const offer = v.strictObject({
  planCode: code,
  title: texts,
  currency,
  /** Null where it is sold in packages of fixed sizes, or billed afterwards. */
  leastQuanta: v.nullable(count),
  valid: v.nullable(validity),
  quantumPriceMinor: v.nullable(count),
  sizes: v.array(v.strictObject({ quanta: count, priceMinor: count })),
  limitQuanta: v.nullable(count),
  /** The shortest first reaction that the plan promises, in working minutes; null where it promises none. */
  reactionMinutes: v.nullable(count),
  /** By priority where the plan's promises differ by it; null: any other one. */
  reactions: v.array(v.strictObject({ priorities: v.nullable(v.array(priority)), minutes: count })),
  /** Where clients of this plan write, by the edition of their portal; null: where everybody of this desk does. */
  channels: v.nullable(v.strictObject({ cloud: v.array(channel), box: v.array(channel) })),
})
export type OfferView = v.InferOutput<typeof offer>
/** How work becomes quanta here (Q5, Q12), with an example that the same rules have counted. */
const counting = v.strictObject({
  rounding: v.picklist(['interval', 'ticket', 'day']),
  leastQuantaPerTicket: count,
  timeZone: v.string(),
  askAfterIdleMinutes: count,
  stopAfterMinutes: count,
  stopsAtDayEnd: v.boolean(),
  example: v.array(
    v.strictObject({
      /** Wall time of the desk's zone, as `HH:MM`. */
      startsAt: v.string(),
      minutes: count,
      /** 1 for the first ticket of the example, 2 for the second. */
      ticket: count,
      quanta: count,
    }),
  ),
})
export type Counting = v.InferOutput<typeof counting>
export const offersInput = v.strictObject({ account: accountOf, currency: v.optional(currency) })
export const offersView = v.strictObject({
  deskId: id,
  deskName: v.string(),
  clientStatus: count,
  statusTitle: v.nullable(texts),
  statusUntil: v.nullable(instant),
  quantumMinutes: count,
  /** Unpaid orders lapse after so many days; null: nothing is ordered here. */
  lapseDays: v.nullable(count),
  /** All in which plans are sold here, the desk's own first; prices below are in `currency` where the plan has it. */
  currencies: v.array(currency),
  currency: v.nullable(currency),
  plans: v.array(offer),
  /** The plan that is billed afterwards, where one is chosen; `price`: of a quantum, as it is now. */
  usage: v.nullable(v.strictObject({ planCode: code, limitQuanta: count, owed: count, currency })),
  counting,
})
export type OffersView = v.InferOutput<typeof offersView>

export const orderStatuses = ['open', 'paid', 'lapsed', 'cancelled'] as const
export type OrderStatus = (typeof orderStatuses)[number]
export const orderView = v.strictObject({
  orderId: id,
  deskId: id,
  deskName: v.string(),
  memberId,
  portalName: v.string(),
  ...planName,
  clientStatus: count,
  quanta: count,
  /** Frozen when the order was placed (Q4). */
  total: money,
  /** Null: it begins no package but pays quanta that were owed (Q12). */
  validity: v.nullable(validity),
  status: v.picklist(orderStatuses),
  placedAt: instant,
  placedBy: v.string(),
  lapsesAt: instant,
  /** When it was paid, lapsed or was cancelled. */
  endedAt: v.nullable(instant),
  paid: money,
  /** What came beyond the total; for the desk alone, 0 for the client. */
  credit: money,
  payments: v.array(
    v.strictObject({
      documentNumber: v.string(),
      documentDate: v.string(),
      amount: money,
      recordedAt: instant,
      /** Empty: read from CRM, where the invoice was paid. */
      recordedBy: v.string(),
    }),
  ),
  /** An unpaid invoice lies with the client; more is not said to it. */
  isInvoiced: v.boolean(),
  /** For the desk alone; null where none is made. */
  invoice: v.nullable(invoiceView),
  /** Whether the desk may have an invoice made now, for the first time or anew. */
  canInvoice: v.boolean(),
})
export type OrderView = v.InferOutput<typeof orderView>

/** The page makes `orderId`; the same id again is the same order. `total`: what the admin saw and confirmed. */
export const placeOrderInput = v.strictObject({ deskId: id, orderId: id, planCode: code, quanta, total: money })
export type PlaceOrderInput = v.InferOutput<typeof placeOrderInput>
/**
 * Q12: what the admin saw and confirmed of a plan that is billed afterwards; `plan` null: back to packages. `instead`: which plan
 * was chosen as the page knew it.
 */
export const choosePlanInput = v.strictObject({
  deskId: id,
  plan: v.nullable(v.strictObject({ planCode: code, limitQuanta: count, quantumPrice: money })),
  instead: v.nullable(code),
})
export type ChoosePlanInput = v.InferOutput<typeof choosePlanInput>
/** An order for so many of the owed quanta, at the total that was seen. */
export const orderOwedInput = v.strictObject({ account: accountOf, orderId: id, quanta, total: money })
export type OrderOwedInput = v.InferOutput<typeof orderOwedInput>
export const orderInput = v.strictObject({ orderId: id })
/** A client sees its own orders, at all desks; a desk those of all its clients, or of one. */
export const listOrdersInput = v.strictObject({
  side: v.picklist(['client', 'desk']),
  memberId: v.optional(memberId),
  status: v.optional(v.picklist(orderStatuses)),
  ...page,
})
export const orderPage = v.strictObject({ orders: v.array(orderView), nextCursor: v.nullable(v.string()) })
export const recordPaymentInput = v.strictObject({
  orderId: id,
  documentNumber: v.pipe(shortText, v.maxLength(60)),
  documentDate: v.pipe(v.string(), v.isoDate()),
  amount: money,
})
export type RecordPaymentInput = v.InferOutput<typeof recordPaymentInput>

const moved = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
/** The page makes `adjustmentId`; the same id again is the same adjustment. `packageId` null: what is owed. */
export const adjustQuantaInput = v.strictObject({
  memberId,
  adjustmentId: id,
  packageId: v.nullable(id),
  quanta: v.pipe(
    moved,
    v.check((value) => value !== 0, 'is 0'),
  ),
  reason,
})
export type AdjustQuantaInput = v.InferOutput<typeof adjustQuantaInput>

export const disputeIntervalInput = v.strictObject({ intervalId: id, disputeId: id, reason })
/** `giveBack`: so many of the interval's quanta, to the packages that paid them. */
export const answerDisputeInput = v.strictObject({ disputeId: id, text: reason, giveBack: count })

/** The status's dates: `until` is the end of the licence; null while none is known. */
export const setClientStatusInput = v.strictObject({
  memberId,
  status: v.pipe(count, v.minValue(1), v.maxValue(9)),
  until: v.nullable(instant),
})

/** What needs attention first: waits for payment, ends next, fewest quanta, name. */
export const listAccountsInput = v.strictObject({
  only: v.optional(v.picklist(['running', 'endingSoon', 'outOfQuanta'])),
  search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100), storable)),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(400))),
  limit: page.limit,
})
export const accountSummary = v.strictObject({
  memberId,
  portalName: v.string(),
  left: count,
  total: count,
  owed: count,
  interruptedSince: v.nullable(instant),
  /** The nearest end of a live package. */
  nextEndsAt: v.nullable(instant),
  timers: count,
  openOrders: count,
  openDisputes: count,
})
export type AccountSummary = v.InferOutput<typeof accountSummary>
export const accountPage = v.strictObject({ accounts: v.array(accountSummary), nextCursor: v.nullable(v.string()) })

/** The file comes in parts, to be put behind each other: asked again with `from` of the part before until that is null. */
export const exportLedgerInput = v.strictObject({
  account: accountOf,
  format: v.picklist(['json', 'csv']),
  from: v.optional(v.strictObject({ count: sequence, after: sequence })),
})
export const ledgerPart = v.strictObject({
  fileName: v.string(),
  text: v.string(),
  next: v.nullable(v.strictObject({ count: sequence, after: sequence })),
})
export type LedgerPart = v.InferOutput<typeof ledgerPart>
