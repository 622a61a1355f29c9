import type { Language } from '#contract/common.ts'
import type { LedgerEntry, LedgerHead } from '#contract/billing/ledger.types.ts'
import type { XlsxCell, XlsxColumn, XlsxSheet } from '#server/platform/files/xlsx.ts'
import { wallOfInstant, zoneTable } from '#server/calendar/zone.ts'
import { clientText } from '../domain/clientText.ts'
import { minorDigits } from '../domain/money.ts'
import { factNames, type SheetTexts, sheetTexts } from './ledgerSheet.texts.ts'
import type { ShownEntry } from '../accounts/ledger.sql.ts'

/** 11 MB and 10 seconds of a core of its own; longer ledgers are exported as JSON or CSV, which have no end. */
export const mostEntries = 100_000

/** The reader of our own workbooks takes no others. */
export const instantFormat = 'yyyy-mm-dd hh:mm:ss'
export const amountFormat = '#,##0.00##'

/** The signed fields that stand behind the readable columns, under their own names; number, quanta and reason are both. */
export const signedColumns = [
  'at',
  'kind',
  'packageId',
  'planCode',
  'ends',
  'orderId',
  'priceMinor',
  'currency',
  'ticketId',
  'intervalId',
  'endedPackageId',
  'by',
  'previousHash',
  'hash',
] as const

export type SheetOf = {
  head: LedgerHead
  deskName: string
  clientName: string | null
  portalName: string
  timeZone: string
  /** As the account counts now (E9); work has its own. */
  quantumMinutes: number
  language: Language
}

/** Q9: the ledger as a workbook: first what people read, then what the verifier needs; how to check on a sheet of its own. */
export function ledgerSheets(of: SheetOf, pages: AsyncIterable<ShownEntry[]>): XlsxSheet[] {
  const texts = sheetTexts[of.language]
  return [
    { name: texts.ledger, columns: columnsOf(texts, of.timeZone), rows: rowsOf(pages, texts, of) },
    { name: texts.check, columns: checkColumns(texts), rows: [checkRows(of, texts)] },
  ]
}

type Counted = Pick<SheetOf, 'timeZone' | 'quantumMinutes'>

async function* rowsOf(pages: AsyncIterable<ShownEntry[]>, texts: SheetTexts, counted: Counted) {
  for await (const entries of pages) yield entries.map((entry) => rowOf(entry, texts, counted))
}

function columnsOf(texts: SheetTexts, timeZone: string): XlsxColumn[] {
  return [
    { title: texts.number, width: 8 },
    { title: texts.when(timeZone), width: 21, format: instantFormat },
    { title: texts.what, width: 18 },
    { title: texts.quanta, width: 9 },
    { title: texts.minutes, width: 9 },
    { title: texts.balance, width: 10 },
    { title: texts.balanceMinutes, width: 10 },
    { title: texts.amount, width: 14, format: amountFormat },
    { title: texts.ticket, width: 13 },
    { title: texts.reason, width: 40 },
    ...signedColumns.map((title) => ({ title, width: title.endsWith('ash') ? 20 : 14 })),
  ]
}

function rowOf(entry: ShownEntry, texts: SheetTexts, { timeZone, quantumMinutes }: Counted): XlsxCell[] {
  const { number, at, kind, quanta, balance, price, ticketNumber, reason } = entry
  const fields: Record<string, XlsxCell> = {
    ...signedFields(entry),
    priceMinor: price?.minor ?? null,
    currency: price?.currency ?? null,
  }
  const shown = [
    number,
    wallDate(at, timeZone),
    texts.kind[kind],
    quanta,
    quanta * (entry.quantumMinutes ?? quantumMinutes),
    balance,
    balance * quantumMinutes,
    amountOf(price),
    ticketNumber,
    reason,
  ]
  return [...shown, ...signedColumns.map((name) => fields[name] ?? null)]
}

function signedFields(entry: ShownEntry): Record<string, string | null> {
  const { at, kind, packageId, planCode, ends, orderId, ticketId, intervalId } = entry
  const { endedPackageId, by, previousHash, hash } = entry
  return { at, kind, packageId, planCode, ends, orderId, ticketId, intervalId, endedPackageId, by, previousHash, hash }
}

/** A spreadsheet's date, whole seconds as the ledger's are. */
export function wallDate(at: string, timeZone: string): Date {
  const instant = Date.parse(at)
  return new Date(wallOfInstant(zoneTable(timeZone, instant, instant), instant))
}

export function amountOf(price: LedgerEntry['price']): number | null {
  return price === null ? null : price.minor / 10 ** minorDigits(price.currency)
}

function checkColumns(texts: SheetTexts): XlsxColumn[] {
  return [
    { title: texts.check, width: 36, wraps: true },
    { title: '', width: 92, wraps: true },
    { title: texts.signed, width: 14 },
  ]
}

function checkRows({ head, deskName, timeZone, ...client }: SheetOf, texts: SheetTexts): XlsxCell[][] {
  const values: Record<(typeof factNames)[number], string | number> = {
    ...head,
    desk: deskName,
    portal: clientText(client),
    timeZone,
  }
  return [
    ...factNames.map((name) => [texts.facts[name], values[name], name]),
    ...texts.how.map((text) => [null, text, null]),
  ]
}
