import { languages } from '#contract/common.ts'
import { type LedgerEntry, readEntry } from '#contract/billing/ledger.types.ts'
import { openXlsx, type XlsxBounds, type XlsxReader } from '#server/platform/files/readXlsx.ts'
import type { XlsxCell } from '#server/platform/files/xlsx.ts'
import { isTimeZone } from '#server/calendar/zone.ts'
import type { LedgerFile } from './ledgerFile.queries.ts'
import { amountFormat, amountOf, instantFormat, mostEntries, signedColumns, wallDate } from './ledgerSheet.document.ts'
import { factNames, sheetTexts } from './ledgerSheet.texts.ts'

/** The readable columns: number, when, what, quanta, balance, amount, ticket, reason. */
const readable = 8
/** Where minutes stand among them, behind what they belong to; the first releases did not write them. */
const minutesAt = [4, 6] as const
/** A regulation has no longer quantum. */
const longestQuantum = 60
/** Of the sheet that says how to check. */
const mostFacts = 100

const bounds: XlsxBounds = {
  rows: mostEntries + 1,
  columns: readable + minutesAt.length + signedColumns.length,
  // 160 MB, and as much again for reasons of the longest kind three times over.
  sheetBytes: 1024 * 1024 * 1024,
  dateFormats: [instantFormat],
  numberFormats: [amountFormat],
}

/** Null where the workbook is no export of a ledger, or not any more: a spreadsheet that saves it keeps its texts elsewhere. */
export async function openLedgerSheet(path: string): Promise<LedgerFile | null> {
  const book = await openXlsx(path, bounds)
  if (book === null) return null
  try {
    const { timeZone, desk: _desk, portal: _portal, ...head } = book.names.length === 2 ? await readFacts(book) : {}
    const pages = book.rows(1)
    const [names, ...rows] = (await pages.next()).value ?? []
    const hasMinutes = isLedger(withoutMinutes(names ?? []))
    if ((hasMinutes || isLedger(names ?? [])) && typeof timeZone === 'string' && isTimeZone(timeZone)) {
      return fileOf(book, { head, timeZone, hasMinutes, pages: startingWith(rows, pages) })
    }
    await book.close()
    return null
  } catch (error) {
    await book.close()
    throw error
  }
}

function isLedger(names: readonly XlsxCell[]): boolean {
  const signed = names.slice(readable)
  return signed.length === signedColumns.length && signedColumns.every((name, index) => signed[index] === name)
}

/** As a row of the first releases. */
function withoutMinutes(row: readonly XlsxCell[]): XlsxCell[] {
  return row.filter((_cell, place) => !minutesAt.some((minutes) => minutes === place))
}

async function* startingWith(
  rows: XlsxCell[][],
  pages: AsyncIterable<XlsxCell[][]>,
): AsyncGenerator<XlsxCell[][], undefined> {
  yield rows
  yield* pages
  return undefined
}

type FoundSheet = { head: unknown; timeZone: string; hasMinutes: boolean; pages: AsyncIterable<XlsxCell[][]> }

function fileOf(book: XlsxReader, { head, timeZone, hasMinutes, pages }: FoundSheet): LedgerFile {
  let balance = 0
  let strange: number | null = null
  /** People read the first columns: they must say what the signed ones say. A ticket's number is signed nowhere. */
  function compareShown(read: readonly XlsxCell[], candidate: unknown): void {
    const entry = readEntry(candidate)
    // What is no entry is named by the verifier.
    if (entry === null || strange !== null) return
    balance += entry.quanta
    const row = asOfBefore(read)
    const isTimed = !hasMinutes || (areMinutes(read[4], entry.quanta) && areMinutes(read[6], balance))
    if (!isTimed || !isShownAsSigned(row, entry, { balance, timeZone })) strange = entry.number
  }
  const asOfBefore = (row: readonly XlsxCell[]) => (hasMinutes ? withoutMinutes(row) : row)
  return {
    head,
    async *entries() {
      for await (const rows of pages) {
        const entries = rows.map((row) => entryOf(asOfBefore(row)))
        for (const [index, row] of rows.entries()) compareShown(row, entries[index])
        yield entries
      }
    },
    strange: () => strange,
    close: () => book.close(),
  }
}

async function readFacts(book: XlsxReader): Promise<Record<string, XlsxCell>> {
  const facts: XlsxCell[][] = []
  for await (const rows of book.rows(2)) {
    facts.push(...rows)
    if (facts.length > mostFacts) return {}
  }
  return factsOf(facts)
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

/** How long a quantum is, is signed nowhere: it is a length that quanta have. */
function areMinutes(minutes: XlsxCell | undefined, quanta: number): boolean {
  if (quanta === 0 || typeof minutes !== 'number') return minutes === 0
  const each = minutes / quanta
  return Number.isInteger(each) && each > 0 && each <= longestQuantum
}

function amountShown({ price }: LedgerEntry): number | null {
  // A forged currency is no reason to stop reading.
  return price === null || /^[A-Z]{3}$/.test(price.currency) ? amountOf(price) : Number.NaN
}
