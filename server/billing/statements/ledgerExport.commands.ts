import type { LedgerPart } from '#contract/billing/ledgerFiles.types.ts'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { ledgerCsvHead, ledgerCsvLines } from './ledgerCsv.document.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import type { SignHead } from './signing.commands.ts'
import { readEntries, type StoredEntry } from '../accounts/ledger.sql.ts'

/** About a megabyte of text, however long the ledger is. */
const entriesAtOnce = 2000

type Asked = { side: 'client' | 'desk'; format: 'json' | 'csv'; from: { count: number; after: number } | null }

export type ExportLedger = (unit: UnitOfWork, actor: Actor, account: AccountKey, asked: Asked) => Promise<LedgerPart>

/** Q9: the head is signed with the first part; later parts go on up to its count, which nothing can change any more. */
export function makeExportLedger({ signHead }: { signHead: SignHead }): ExportLedger {
  return async (unit, actor, account, { side, format, from }) => {
    const fileName = `ledger-${account.memberId}-${unit.at.toISOString().slice(0, 10)}.${format}`
    if (from !== null) return { fileName, ...(await readPart(unit, account, format, from)) }
    const head = await signHead(unit, account)
    const part = await readPart(unit, account, format, { count: head.count, after: 0 })
    await appendExport(unit, actor, account, { side, format, rows: head.count })
    if (format === 'csv') return { fileName, ...part, text: ledgerCsvHead() + part.text }
    return { fileName, ...part, text: `${JSON.stringify(head).slice(0, -1)},"entries":[${part.text}` }
  }
}

/** D5: an export is an act, in the journal by the transaction that signs it. */
export async function appendExport(
  unit: UnitOfWork,
  actor: Actor,
  { deskId, memberId }: AccountKey,
  { side, ...payload }: { side: 'client' | 'desk'; rows: number; format: 'json' | 'csv' | 'xlsx' | 'pdf' },
): Promise<void> {
  await append(unit, [{ type: 'ledger.exported', actor: signatureOf(actor, side), memberId, deskId, payload }])
}

/** The text of so many entries, and where to go on; entries of JSON end with a line feed each, so that people can read them. */
async function readPart(
  unit: UnitOfWork,
  account: AccountKey,
  format: Asked['format'],
  { count, after }: { count: number; after: number },
): Promise<Pick<LedgerPart, 'text' | 'next'>> {
  const upTo = Math.min(count, after + entriesAtOnce)
  const entries = upTo > after ? await readEntries(unit.tx, account, { after, upTo }) : []
  const last = entries.at(-1)?.number ?? count
  const next = last < count ? { count, after: last } : null
  if (format === 'csv') return { text: ledgerCsvLines(entries), next }
  const lines = entries.map((entry) => `\n${JSON.stringify(toExported(entry))}`)
  const text = `${after > 0 && lines.length > 0 ? ',' : ''}${lines.join(',')}`
  return { text: next === null ? `${text}\n]}\n` : text, next }
}

/** What the chain says, and nothing else. */
function toExported({ balance: _balance, ...entry }: StoredEntry): LedgerEntry {
  return entry
}
