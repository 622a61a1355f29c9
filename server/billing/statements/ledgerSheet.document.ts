import type { Language } from '#contract/common.ts'
import type { LedgerEntry, LedgerHead } from '#contract/billing/ledger.types.ts'
import type { XlsxCell, XlsxColumn, XlsxSheet } from '#server/platform/files/xlsx.ts'
import { wallOfInstant, zoneTable } from '#server/calendar/zone.ts'
import { minorDigits } from '../domain/money.ts'
import { factNames, type SheetTexts, sheetTexts } from './ledgerSheet.texts.ts'
import type { ShownEntry } from '../accounts/ledger.sql.ts'

/** 11 MB and 10 seconds of a core of its own; longer ledgers are exported as JSON or CSV, which have no end. */
export const mostEntries = 100_000

const instantFormat = 'yyyy-mm-dd hh:mm:ss'

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

export type SheetOf = { head: LedgerHead; deskName: string; portalName: string; timeZone: string; language: Language }

/** Q9: the ledger as a workbook: first what people read, then what the verifier needs; how to check on a sheet of its own. */
export function ledgerSheets(of: SheetOf, pages: AsyncIterable<ShownEntry[]>): XlsxSheet[] {
  const words = sheetTexts[of.language]
  return [
    { name: words.ledger, columns: columnsOf(words, of.timeZone), rows: rowsOf(pages, words, of.timeZone) },
    { name: words.check, columns: checkColumns(words), rows: [checkRows(of, words)] },
  ]
}

async function* rowsOf(pages: AsyncIterable<ShownEntry[]>, words: SheetTexts, timeZone: string) {
  for await (const entries of pages) yield entries.map((entry) => rowOf(entry, words, timeZone))
}

function columnsOf(words: SheetTexts, timeZone: string): XlsxColumn[] {
  return [
    { title: words.number, width: 8 },
    { title: words.when(timeZone), width: 21, format: instantFormat },
    { title: words.what, width: 18 },
    { title: words.quanta, width: 9 },
    { title: words.balance, width: 10 },
    { title: words.amount, width: 14, format: '#,##0.00##' },
    { title: words.ticket, width: 13 },
    { title: words.reason, width: 40 },
    ...signedColumns.map((title) => ({ title, width: title.endsWith('ash') ? 20 : 14 })),
  ]
}

function rowOf(entry: ShownEntry, words: SheetTexts, timeZone: string): XlsxCell[] {
  const { number, at, kind, quanta, balance, price, ticketNumber, reason } = entry
  const fields: Record<string, XlsxCell> = {
    ...signedFields(entry),
    priceMinor: price?.minor ?? null,
    currency: price?.currency ?? null,
  }
  const shown = [
    number,
    wallDate(at, timeZone),
    words.kind[kind],
    quanta,
    balance,
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

function checkColumns(words: SheetTexts): XlsxColumn[] {
  return [
    { title: words.check, width: 36, wraps: true },
    { title: '', width: 92, wraps: true },
    { title: words.signed, width: 14 },
  ]
}

function checkRows({ head, deskName, portalName, timeZone }: SheetOf, words: SheetTexts): XlsxCell[][] {
  const values: Record<(typeof factNames)[number], string | number> = {
    ...head,
    desk: deskName,
    portal: portalName,
    timeZone,
  }
  return [
    ...factNames.map((name) => [words.facts[name], values[name], name]),
    ...words.how.map((text) => [null, text, null]),
  ]
}
