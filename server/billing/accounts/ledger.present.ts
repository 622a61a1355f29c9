import type { LedgerLine } from '#contract/billing/accounts.types.ts'
import type { LedgerLineRow } from './ledger.sql.ts'

/** Without the chain: whoever wants to check it exports the ledger. */
export function presentEntry(entry: LedgerLineRow, staff: ReadonlyMap<number, string>): LedgerLine {
  const { by, ...line } = entry
  const userId = Number(by?.split(':')[1] ?? Number.NaN)
  return { ...line, byName: staff.get(userId) ?? null }
}
