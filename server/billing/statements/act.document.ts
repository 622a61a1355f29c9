import type { Language } from '#contract/common.ts'
import type { PdfDocument, PdfPart } from '#server/platform/files/pdf.ts'
import type { Act } from './act.commands.ts'
import { type ActTexts, actTexts } from './act.texts.ts'
import { minorDigits } from '../domain/money.ts'

type Says = {
  words: ActTexts
  moment: (at: Date | string) => string
  date: (date: string) => string
  money: (minor: number, currency: string) => string
  signed: (quanta: number) => string
  plan: (code: string | null) => string
}

/** Q9: the act for a period in the reader's language; times by the desk's clock, which is named. */
export function actDocument(act: Act, language: Language): PdfDocument {
  const says = saysOf(act, language)
  const { words, date } = says
  const title = words.title(date(act.from), date(act.to))
  const isOwing = act.opening < 0 || act.closing < 0
  return {
    language,
    title,
    foot: `${act.deskName} · ${act.portalName} · ${title}`,
    parts: [
      { part: 'facts', facts: factsOf(act, says) },
      ...(act.isOver ? [] : [small(words.unfinished(says.moment(act.head.exportedAt)))]),
      ...(isOwing ? [small(words.owedHelp)] : []),
      ...purchases(act, says),
      ...work(act, says),
      ...lapses(act, says),
      ...adjustments(act, says),
      ...payments(act, says),
      ...check(act, says),
    ],
  }
}

function saysOf({ timeZone, plans }: Act, language: Language): Says {
  const clock = { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' } as const
  const moment = new Intl.DateTimeFormat(language, { timeZone, ...clock })
  const date = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'long' })
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' })
  return {
    words: actTexts[language],
    moment: (at) => moment.format(new Date(at)),
    date: (day) => date.format(new Date(`${day}T00:00:00Z`)),
    money: (minor, currency) =>
      new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'code' }).format(
        minor / 10 ** minorDigits(currency),
      ),
    signed: (quanta) => signed.format(quanta),
    plan: (code) => plans.find((one) => one.code === code)?.title[language] ?? code ?? '—',
  }
}

function factsOf(act: Act, { words, moment, date, signed, money }: Says): [string, string][] {
  const sumOf = (kind: Act['entries'][number]['kind']) =>
    signed(sum(act.entries.filter((one) => one.kind === kind).map(({ quanta }) => quanta)))
  const paid = paidByCurrency(act).map(([currency, minor]) => money(minor, currency))
  return [
    [words.desk, act.deskName],
    [words.client, act.portalName],
    [words.period, words.periodOf(date(act.from), date(act.to), act.timeZone)],
    [words.made, moment(act.head.exportedAt)],
    [words.opening, String(act.opening)],
    [words.bought, sumOf('purchase')],
    [words.worked, signed(-sum(act.work.map(({ quanta }) => quanta)))],
    [words.lapsed, sumOf('expire')],
    [words.adjusted, sumOf('adjust')],
    [words.closing, String(act.closing)],
    [words.paid, paid.length === 0 ? '—' : paid.join(', ')],
  ]
}

function purchases({ entries }: Act, { words, moment, money, signed, plan }: Says): PdfPart[] {
  const bought = entries.filter(({ kind }) => kind === 'purchase')
  const rows = bought.map(({ at, planCode, endsAt, price, quanta }) => [
    moment(at),
    endsAt === null ? words.owedPaid : words.packageUntil(plan(planCode), moment(endsAt)),
    price === null ? '—' : money(price.minor, price.currency),
    signed(quanta),
  ])
  const all = signed(sum(bought.map(({ quanta }) => quanta)))
  return chapter(words, words.purchases, words.purchaseHead, rows, [words.sum, '', '', all])
}

/** Interval by interval; a ticket with several gets a line of its own for their sum. */
function work(act: Act, { words, moment, signed }: Says): PdfPart[] {
  const tickets = [...Map.groupBy(act.work, ({ ticketId }) => ticketId).values()]
  const rows = tickets.flatMap((intervals) => {
    const lines = intervals.map(({ ticketNumber, agentName, startedAt, stoppedAt, quanta }) => [
      ticketNumber,
      agentName,
      moment(startedAt),
      stoppedAt === null ? words.runs : moment(stoppedAt),
      signed(-quanta),
    ])
    if (intervals.length === 1) return lines
    const all = signed(-sum(intervals.map(({ quanta }) => quanta)))
    return [...lines, [words.ofTicket(intervals[0]?.ticketNumber ?? ''), '', '', '', all]]
  })
  const all = signed(-sum(act.work.map(({ quanta }) => quanta)))
  return chapter(words, words.work, words.workHead, rows, [words.sum, '', '', '', all])
}

function lapses({ entries }: Act, { words, moment, signed, plan }: Says): PdfPart[] {
  const lapsed = entries.filter(({ kind }) => kind === 'expire')
  const rows = lapsed.map(({ at, planCode, quanta }) => [moment(at), plan(planCode), signed(quanta)])
  const all = signed(sum(lapsed.map(({ quanta }) => quanta)))
  return chapter(words, words.lapses, words.lapseHead, rows, [words.sum, '', all])
}

function adjustments({ entries }: Act, { words, moment, signed }: Says): PdfPart[] {
  const adjusted = entries.filter(({ kind }) => kind === 'adjust')
  const rows = adjusted.map(({ at, byName, reason, quanta }) => [
    moment(at),
    byName ?? '—',
    reason ?? '',
    signed(quanta),
  ])
  const all = signed(sum(adjusted.map(({ quanta }) => quanta)))
  return chapter(words, words.adjustments, words.adjustmentHead, rows, [words.sum, '', '', all])
}

function payments(act: Act, { words, moment, date, money }: Says): PdfPart[] {
  const rows = act.payments.map(({ documentNumber, documentDate, recordedAt, minor, currency }) => [
    documentNumber,
    date(documentDate),
    moment(recordedAt),
    money(minor, currency),
  ])
  const all = paidByCurrency(act).map(([currency, minor]) => money(minor, currency))
  return chapter(words, words.payments, words.paymentHead, rows, [words.sum, '', '', all.join(', ')])
}

function chapter(
  { none }: ActTexts,
  title: string,
  head: readonly string[],
  ...[rows, all]: [rows: string[][], all: string[]]
): PdfPart[] {
  const heading: PdfPart = { part: 'heading', text: title }
  return rows.length === 0
    ? [heading, { part: 'text', text: none }]
    : [heading, { part: 'table', head, rows, sum: all }]
}

function check({ head, numbers }: Act, { words, moment }: Says): PdfPart[] {
  return [
    { part: 'heading', text: words.check },
    { part: 'text', text: numbers === null ? words.noEntries : words.entries(numbers.first, numbers.last) },
    { part: 'text', text: words.ledgerOf(head.count, moment(head.exportedAt)) },
    small(`${words.headHash}: ${head.headHash}`),
    small(`${words.publicKey}: ${head.publicKey}`),
    small(`${words.signature}: ${head.signature}`),
    small(words.how),
  ]
}

function small(text: string): PdfPart {
  return { part: 'small', text }
}

function paidByCurrency({ payments: paid }: Act): [currency: string, minor: number][] {
  return [...Map.groupBy(paid, ({ currency }) => currency)].map(([currency, some]) => [
    currency,
    sum(some.map(({ minor }) => minor)),
  ])
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0)
}
