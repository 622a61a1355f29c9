import { workInWords } from '#contract/billing/texts.ts'
import type { Language } from '#contract/common.ts'
import type { PdfDocument, PdfPart } from '#server/platform/files/pdf.ts'
import type { Act } from './act.commands.ts'
import { type ActTexts, actTexts } from './act.texts.ts'
import { clientText } from '../domain/clientText.ts'
import { minorDigits } from '../domain/money.ts'

type Formatting = {
  texts: ActTexts
  moment: (at: Date | string) => string
  date: (date: string) => string
  money: (minor: number, currency: string) => string
  /** With the work that they are (Q3): what came has a plus, what went a minus. */
  signed: (quanta: number) => string
  standing: (quanta: number) => string
  /** What these intervals took, each by the regulation under which it was worked. */
  taken: (intervals: readonly Pick<Act['work'][number], 'quanta' | 'quantumMinutes'>[]) => string
  plan: (entry: Pick<Act['entries'][number], 'planCode' | 'planTitle'>) => string
}

/** Q9: the act for a period in the reader's language; times by the desk's clock, which is named. */
export function actDocument(act: Act, language: Language): PdfDocument {
  const formatting = formattingOf(act, language)
  const { texts, date } = formatting
  const title = texts.title(date(act.from), date(act.to))
  const isOwing = act.opening < 0 || act.closing < 0
  return {
    language,
    title,
    foot: `${act.deskName} · ${clientText(act)} · ${title}`,
    parts: [
      { part: 'facts', facts: factsOf(act, formatting) },
      ...(act.isOver ? [] : [small(texts.unfinished(formatting.moment(act.head.exportedAt)))]),
      ...(isOwing ? [small(texts.owedHelp)] : []),
      ...purchases(act, formatting),
      ...work(act, formatting),
      ...lapses(act, formatting),
      ...adjustments(act, formatting),
      ...payments(act, formatting),
      ...wayToPay(act, formatting),
      ...check(act, formatting),
    ],
  }
}

function formattingOf({ timeZone, quantumMinutes }: Act, language: Language): Formatting {
  const clock = { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' } as const
  const moment = new Intl.DateTimeFormat(language, { timeZone, ...clock })
  const date = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'long' })
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' })
  const plain = new Intl.NumberFormat(language)
  const withWork = (text: string, quanta: number) => `${text}, ${workInWords(quanta, quantumMinutes, language)}`
  return {
    texts: actTexts[language],
    moment: (at) => moment.format(new Date(at)),
    date: (day) => date.format(new Date(`${day}T00:00:00Z`)),
    money: (minor, currency) =>
      new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'code' }).format(
        minor / 10 ** minorDigits(currency),
      ),
    signed: (quanta) => withWork(signed.format(quanta), quanta),
    standing: (quanta) => withWork(plain.format(quanta), quanta),
    taken: (intervals) => {
      const quanta = sum(intervals.map((one) => one.quanta))
      const minutes = sum(intervals.map((one) => one.quanta * one.quantumMinutes))
      return `${signed.format(-quanta)}, ${workInWords(minutes, 1, language)}`
    },
    plan: ({ planCode, planTitle }) => planTitle?.[language] ?? planCode ?? '—',
  }
}

function factsOf(act: Act, { texts, moment, date, signed, standing, taken, money }: Formatting): [string, string][] {
  const sumOf = (kind: Act['entries'][number]['kind']) =>
    signed(sum(act.entries.filter((one) => one.kind === kind).map(({ quanta }) => quanta)))
  const paid = paidByCurrency(act).map(([currency, minor]) => money(minor, currency))
  return [
    [texts.desk, act.deskName],
    [texts.client, clientText(act)],
    [texts.period, texts.periodOf(date(act.from), date(act.to), act.timeZone)],
    [texts.made, moment(act.head.exportedAt)],
    [texts.opening, standing(act.opening)],
    [texts.bought, sumOf('purchase')],
    [texts.worked, taken(act.work)],
    [texts.lapsed, sumOf('expire')],
    [texts.adjusted, sumOf('adjust')],
    [texts.closing, standing(act.closing)],
    [texts.paid, paid.length === 0 ? '—' : paid.join(', ')],
  ]
}

function purchases({ entries }: Act, { texts, moment, money, signed, plan }: Formatting): PdfPart[] {
  const bought = entries.filter(({ kind }) => kind === 'purchase')
  const rows = bought.map(({ at, endsAt, price, quanta, ...sold }) => [
    moment(at),
    endsAt === null ? texts.owedPaid : texts.packageUntil(plan(sold), moment(endsAt)),
    price === null ? '—' : money(price.minor, price.currency),
    signed(quanta),
  ])
  const all = signed(sum(bought.map(({ quanta }) => quanta)))
  return chapter(texts, texts.purchases, texts.purchaseHead, rows, [texts.sum, '', '', all])
}

/** Interval by interval; a ticket with several gets a line of its own for their sum. */
function work(act: Act, { texts, moment, taken }: Formatting): PdfPart[] {
  const tickets = [...Map.groupBy(act.work, ({ ticketId }) => ticketId).values()]
  const rows = tickets.flatMap((intervals) => {
    const lines = intervals.flatMap(({ ticketNumber, agentName, startedAt, stoppedAt, remote, ...one }) => [
      [ticketNumber, agentName, moment(startedAt), stoppedAt === null ? texts.runs : moment(stoppedAt), taken([one])],
      ...remote.map((session) => [
        '',
        texts.remote(session.tool),
        moment(session.startedAt),
        session.endedAt === null ? texts.runs : moment(session.endedAt),
        '',
      ]),
    ])
    if (intervals.length === 1) return lines
    return [...lines, [texts.ofTicket(intervals[0]?.ticketNumber ?? ''), '', '', '', taken(intervals)]]
  })
  return chapter(texts, texts.work, texts.workHead, rows, [texts.sum, '', '', '', taken(act.work)])
}

function lapses({ entries }: Act, { texts, moment, signed, plan }: Formatting): PdfPart[] {
  const lapsed = entries.filter(({ kind }) => kind === 'expire')
  const rows = lapsed.map(({ at, quanta, ...sold }) => [moment(at), plan(sold), signed(quanta)])
  const all = signed(sum(lapsed.map(({ quanta }) => quanta)))
  return chapter(texts, texts.lapses, texts.lapseHead, rows, [texts.sum, '', all])
}

function adjustments({ entries }: Act, { texts, moment, signed }: Formatting): PdfPart[] {
  const adjusted = entries.filter(({ kind }) => kind === 'adjust')
  const rows = adjusted.map(({ at, byName, reason, quanta }) => [
    moment(at),
    byName ?? '—',
    reason ?? '',
    signed(quanta),
  ])
  const all = signed(sum(adjusted.map(({ quanta }) => quanta)))
  return chapter(texts, texts.adjustments, texts.adjustmentHead, rows, [texts.sum, '', '', all])
}

function payments(act: Act, { texts, moment, date, money }: Formatting): PdfPart[] {
  const rows = act.payments.map(({ documentNumber, documentDate, recordedAt, minor, currency }) => [
    documentNumber,
    date(documentDate),
    moment(recordedAt),
    money(minor, currency),
  ])
  const all = paidByCurrency(act).map(([currency, minor]) => money(minor, currency))
  return chapter(texts, texts.payments, texts.paymentHead, rows, [texts.sum, '', '', all.join(', ')])
}

/** Each line of the desk's own words is a line here. */
function wayToPay({ paymentDetails }: Act, { texts }: Formatting): PdfPart[] {
  const lines = paymentDetails.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) return []
  return [{ part: 'heading', text: texts.payTo }, ...lines.map((text) => ({ part: 'text' as const, text }))]
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

function check({ head, numbers }: Act, { texts, moment }: Formatting): PdfPart[] {
  return [
    { part: 'heading', text: texts.check },
    { part: 'text', text: numbers === null ? texts.noEntries : texts.entries(numbers.first, numbers.last) },
    { part: 'text', text: texts.ledgerOf(head.count, moment(head.exportedAt)) },
    small(`${texts.headHash}: ${head.headHash}`),
    small(`${texts.publicKey}: ${head.publicKey}`),
    small(`${texts.signature}: ${head.signature}`),
    small(texts.how),
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
