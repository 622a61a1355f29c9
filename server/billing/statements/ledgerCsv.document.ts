import type { ShownEntry } from '../accounts/ledger.sql.ts'

const columns = [
  'number',
  'at',
  'kind',
  'quanta',
  'minutes',
  'balance',
  'balanceMinutes',
  'packageId',
  'planCode',
  'ends',
  'orderId',
  'priceMinor',
  'currency',
  'ticketId',
  'intervalId',
  'endedPackageId',
  'reason',
  'by',
  'previousHash',
  'hash',
] as const

/** UTF-8 is told from older encodings by this mark alone where a file is opened with a double click. */
const mark = '\uFEFF'

export function ledgerCsvHead(): string {
  return mark + lineOf([...columns])
}

/** Each with the work that its quanta are (Q3); `quantumMinutes` as the account counts now. */
export function ledgerCsvLines(entries: readonly ShownEntry[], quantumMinutes: number): string {
  return entries.map((entry) => lineOf(cellsOf(entry, quantumMinutes))).join('')
}

function cellsOf({ price, ...entry }: ShownEntry, quantumMinutes: number): string[] {
  const values: Record<string, string | number | null> = {
    ...entry,
    minutes: entry.quanta * (entry.quantumMinutes ?? quantumMinutes),
    balanceMinutes: entry.balance * quantumMinutes,
    priceMinor: price?.minor ?? null,
    currency: price?.currency ?? null,
  }
  return columns.map((name) => String(values[name] ?? ''))
}

/** RFC 4180: every cell quoted, a quote doubled, lines end with CRLF. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** A number stays one; any other text that a spreadsheet would take for a formula stands behind an apostrophe. */
function harmless(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) && !/^-\d+$/.test(cell) ? `'${cell}` : cell
}
