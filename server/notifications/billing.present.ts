import type { billingEvents } from '#contract/billing/events.ts'
import { quantaInWords } from '#contract/billing/texts.ts'
import type { Language } from '#contract/common.ts'
import { minorDigits } from '#server/billing/domain/money.ts'
import { billingTexts, type BillingSaid, type BillingTexts } from './billing.texts.ts'
import { escapeBb } from './notifications.texts.ts'

/** What a job keeps of what happened to an account; what an event does not have is empty. */
export type BillingNotice = {
  type: Extract<
    keyof typeof billingEvents,
    | 'order.placed'
    | 'order.lapsed'
    | 'order.cancelled'
    | 'invoice.sent'
    | 'payment.recorded'
    | 'payment.takenBack'
    | 'quanta.low'
    | 'package.ending'
    | 'package.ended'
    | 'service.interrupted'
    | 'service.resumed'
    | 'dispute.opened'
    | 'dispute.answered'
  >
  memberId: string
  quanta: number
  quantumMinutes: number
  days: number
  plan: string
  amount: string
  document: string
  note: string
  number: string
  lapsesAt: string
  orderId: string
  intervalId: string
  missing: string
  pays: 'part' | 'order' | 'first' | 'beyond'
}

/** The desk's zone, and how the plan is called under its version (E9). */
export type Knowledge = { timeZone: string; titleOf: Readonly<Record<Language, string>> | null }

type Reading = Knowledge & { side: 'client' | 'desk'; language: Language; who: string; isOwing: boolean }

const owing = { low: 'lowOwing', interrupted: 'interruptedOwing', resumed: 'resumedOwing' } as const

/** The sentence for one side, in its language; null where this side is told nothing. */
export function billingSaying(notice: BillingNotice, reading: Reading): string | null {
  const { side, language } = reading
  const key = textKey(notice, reading)
  const texts: Partial<BillingTexts> = billingTexts[language][side]
  return texts[key]?.(saidOf(notice, reading)) ?? null
}

function textKey({ type, pays, quanta }: BillingNotice, { isOwing }: Reading): keyof BillingTexts {
  switch (type) {
    case 'order.placed':
      return 'ordered'
    case 'order.lapsed':
      return 'orderLapsed'
    case 'order.cancelled':
      return 'orderCancelled'
    case 'invoice.sent':
      return 'invoiced'
    case 'payment.recorded':
      return ({ part: 'paidPart', order: 'paid', first: 'paidFirst', beyond: 'paidBeyond' } as const)[pays]
    case 'payment.takenBack':
      return 'takenBack'
    case 'quanta.low':
      return isOwing ? owing.low : 'low'
    case 'package.ending':
      return 'ending'
    case 'package.ended':
      return quanta === 0 ? 'endedEmpty' : 'ended'
    case 'service.interrupted':
      if (isOwing) return owing.interrupted
      return quanta === 0 ? 'interrupted' : 'interruptedRest'
    case 'service.resumed':
      return isOwing ? owing.resumed : 'resumed'
    case 'dispute.opened':
      return 'disputed'
    case 'dispute.answered':
      return quanta === 0 ? 'answered' : 'answeredBack'
  }
}

/** A notification is read at a glance: the whole reason stands on the page. */
const mostLetters = 300

function saidOf(notice: BillingNotice, { language, who, titleOf, timeZone }: Reading): BillingSaid {
  const { quanta, quantumMinutes, days, plan, amount, missing, document, note, number, lapsesAt } = notice
  const short = note.length > mostLetters ? `${note.slice(0, mostLetters).trimEnd()}…` : note
  return {
    who: escapeBb(who),
    quanta: quantaInWords(quanta, quantumMinutes, language),
    inDays: new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days),
    plan: escapeBb(titleOf?.[language] ?? plan),
    amount: moneyIn(amount, language),
    missing: moneyIn(missing, language),
    document: escapeBb(document),
    note: escapeBb(short),
    number,
    date: lapsesAt === '' ? '' : new Date(lapsesAt).toLocaleDateString(language, { dateStyle: 'long', timeZone }),
  }
}

/** The journal's way of writing an amount, `7200.00 RUB`, in the reader's. */
function moneyIn(text: string, language: Language): string {
  const [digits = '', currency = ''] = text.replace('.', '').split(' ')
  if (!/^-?\d+$/.test(digits) || !/^[A-Z]{3}$/.test(currency)) return text
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
  return format.format(Number(digits) / 10 ** minorDigits(currency))
}
