import { languages } from '#contract/common.ts'
import { type LedgerEntry, readEntry } from '#contract/billing/ledger.types.ts'
import { readXlsx } from '#server/platform/files/readXlsx.ts'
import type { XlsxCell } from '#server/platform/files/xlsx.ts'
import { isTimeZone } from '#server/calendar/zone.ts'
import { amountOf, mostEntries, signedColumns, wallDate } from './ledgerSheet.document.ts'
import { factNames, sheetTexts } from './ledgerSheet.texts.ts'

/** The readable columns: number, when, what, quanta, balance, amount, ticket, reason. */
const readable = 8
const bounds = { sheets: 2, rows: mostEntries + 1, columns: readable + signedColumns.length }

/** What a workbook says, as the verifier takes it; `strange`: the first entry that is shown to people in other words. */
export type SheetExport = { document: unknown; strange: number | null }

/** Null where the workbook is no export of a ledger, or not any more: a spreadsheet that saves it keeps its texts elsewhere. */
export async function readLedgerSheets(path: string): Promise<SheetExport | null> {
  const [ledger, check] = await readXlsx(path, bounds)
  if (ledger === undefined || check === undefined) return null
  const names = ledger[0]?.slice(readable)
  if (names?.length !== signedColumns.length || signedColumns.some((name, index) => names[index] !== name)) return null
  const { timeZone, desk: _desk, portal: _portal, ...head } = factsOf(check)
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) return null
  const rows = ledger.slice(1)
  const entries = rows.map(entryOf)
  return { document: { ...head, entries }, strange: firstStrange(rows, entries, timeZone) }
}

/** By the names of the fields beside them, so that the texts may be in any language. */
function factsOf(rows: XlsxCell[][]): Record<string, XlsxCell> {
  return Object.fromEntries(
    rows.flatMap(([_label, value, name]) =>
      typeof name === 'string' && factNames.some((known) => known === name) ? [[name, value ?? null]] : [],
    ),
  )
}

function entryOf(row: readonly XlsxCell[]): unknown {
  const fields = Object.fromEntries(signedColumns.map((name, index) => [name, row[readable + index] ?? null]))
  const { priceMinor, currency, ...signed } = fields
  const price = priceMinor === null && currency === null ? null : { minor: priceMinor, currency }
  return { ...signed, number: row[0] ?? null, quanta: row[3] ?? null, reason: row[7] ?? null, price }
}

/** People read the first columns: they must say what the signed ones say. A ticket's number is signed nowhere. */
function firstStrange(
  rows: readonly (readonly XlsxCell[])[],
  entries: readonly unknown[],
  timeZone: string,
): number | null {
  let balance = 0
  for (const [index, candidate] of entries.entries()) {
    const entry = readEntry(candidate)
    // What is no entry is named by the verifier.
    if (entry === null) return null
    balance += entry.quanta
    if (!isShownAsSigned(rows[index] ?? [], entry, { balance, timeZone })) return entry.number
  }
  return null
}

function isShownAsSigned(
  row: readonly XlsxCell[],
  entry: LedgerEntry,
  { balance, timeZone }: { balance: number; timeZone: string },
): boolean {
  const [_number, when, what, _quanta, left, amount] = row
  return (
    when instanceof Date &&
    when.getTime() === wallDate(entry.at, timeZone).getTime() &&
    languages.some((language) => sheetTexts[language].kind[entry.kind] === what) &&
    left === balance &&
    (amount ?? null) === amountShown(entry)
  )
}

function amountShown({ price }: LedgerEntry): number | null {
  // A forged currency is no reason to stop reading.
  return price === null || /^[A-Z]{3}$/.test(price.currency) ? amountOf(price) : Number.NaN
}
