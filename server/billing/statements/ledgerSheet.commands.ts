import type { Language } from '#contract/common.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { makeXlsx } from '#server/platform/files/xlsx.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { appendExport } from './ledgerExport.commands.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { ledgerSheets, mostEntries, type SheetOf } from './ledgerSheet.document.ts'
import type { SignHead } from './signing.commands.ts'
import { readShownEntries } from '../accounts/ledger.sql.ts'
import { findNames, namesFor } from '../accounts/accountReads.sql.ts'
import { workTermsFor } from '../accounts/workTerms.queries.ts'
import { zoneOf } from '../domain/workTerms.ts'

const entriesAtOnce = 2000

export type SheetAsked = { side: 'client' | 'desk'; language: Language }

export type SignSheet = (unit: UnitOfWork, actor: Actor, account: AccountKey, asked: SheetAsked) => Promise<SheetOf>

/** Q9: signs the head and records the act. The entries up to it never change, so the file is made after the transaction. */
export function makeSignSheet({ signHead, termsFor }: TermsPort & { signHead: SignHead }): SignSheet {
  return async (unit, actor, account, { side, language }) => {
    const head = await signHead(unit, account)
    if (head.count > mostEntries) throw new Refusal('export_too_long', { count: head.count, limit: mostEntries })
    const names = await findNames(unit.tx, account)
    if (names === null) throw new Refusal('not_found')
    const { regulation } = await termsFor(unit, account)
    await appendExport(unit, actor, account, { side, format: 'xlsx', rows: head.count })
    const { quantumMinutes } = (await workTermsFor(unit, { termsFor }, account)).regulation.work
    return { head, ...namesFor(names, side), timeZone: zoneOf(regulation), quantumMinutes, language }
  }
}

export async function makeSheet(
  db: Db,
  account: AccountKey,
  of: SheetOf,
): Promise<{ fileName: string; base64: string }> {
  const file = await makeXlsx(ledgerSheets(of, pagesOf(db, account, of.head.count)))
  const fileName = `ledger-${account.memberId}-${of.head.exportedAt.slice(0, 10)}.xlsx`
  return { fileName, base64: file.toString('base64') }
}

async function* pagesOf(db: Db, account: AccountKey, count: number) {
  for (let after = 0; after < count; after += entriesAtOnce) {
    yield await readShownEntries(db, account, { after, upTo: Math.min(count, after + entriesAtOnce) })
  }
}
