import type { Snapshot } from '#server/platform/db/snapshot.ts'
import type { BurnDownLevel } from '#contract/billing/burnDown.types.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { daysBetween } from '#server/calendar/daysBetween.ts'
import type { LedgerNow } from './domain/accountNow.ts'
import { findLevelBefore, listLevels, listTurningLevels, type LevelRow } from './burnDown.sql.ts'
import { zoneOf } from '../domain/workTerms.ts'

const shownMs = 30 * 86_400_000
/** So many entries are shown one by one. */
const fewEntries = 100
/** So many moves that were no work are shown of more entries than that; of further ones the sum of their day. */
const shownMoves = 50

/** D2: how the balance went in the last 30 days; how many entries there are does not matter. */
export async function burnDownOf(
  { tx, at }: Snapshot,
  { termsFor }: TermsPort,
  ledger: LedgerNow,
): Promise<BurnDownLevel[]> {
  const from = new Date(at.getTime() - shownMs)
  // What happened at this very instant belongs to it.
  const until = new Date(at.getTime() + 1)
  const opening = await findLevelBefore(tx, ledger, from)
  const newest = await findLevelBefore(tx, ledger, until)
  const numbers = { after: opening?.number ?? 0, upTo: newest?.number ?? 0 }
  const rows =
    numbers.upTo - numbers.after <= fewEntries
      ? await listLevels(tx, ledger, numbers)
      : await listTurningLevels(
          tx,
          ledger,
          daysBetween(zoneOf((await termsFor({ tx, at }, ledger)).regulation), from, until),
          shownMoves,
        )
  const known = opening === null ? [] : [{ at: from.toISOString(), balance: opening.balance, isStep: true }]
  return [...known, ...toLevels(rows, numbers.after)]
}

/** Entries have numbers without gaps: from one to the next nothing is left out. */
function toLevels(rows: readonly LevelRow[], first: number): BurnDownLevel[] {
  return rows.map(({ number, at, balance }, index) => ({
    at: at.toISOString(),
    balance,
    isStep: number === (rows[index - 1]?.number ?? first) + 1,
  }))
}
