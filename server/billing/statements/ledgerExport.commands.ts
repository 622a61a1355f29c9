import type { LedgerPart } from '#contract/billing/ledgerFiles.types.ts'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { ledgerCsvHead, ledgerCsvLines } from './ledgerCsv.document.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import type { SignHead } from './signing.commands.ts'
import { readEntries, readShownEntries, type StoredEntry } from '../accounts/ledger.sql.ts'
import { workTermsFor } from '../accounts/workTerms.queries.ts'

/** About a megabyte of text, however long the ledger is. */
const entriesAtOnce = 2000

type Asked = { side: 'client' | 'desk'; format: 'json' | 'csv'; from: { count: number; after: number } | null }

export type ExportLedger = (unit: UnitOfWork, actor: Actor, account: AccountKey, asked: Asked) => Promise<LedgerPart>

/** Q9: the head is signed with the first part; later parts go on up to its count, which nothing can change any more. */
export function makeExportLedger({ signHead, termsFor }: TermsPort & { signHead: SignHead }): ExportLedger {
  const partOf = { json: readJson, csv: makeReadCsv({ termsFor }) }

  return async (unit, actor, account, { side, format, from }) => {
    const fileName = `ledger-${account.memberId}-${unit.at.toISOString().slice(0, 10)}.${format}`
    if (from !== null) return { fileName, ...(await partOf[format](unit, account, from)) }
    const head = await signHead(unit, account)
    const part = await partOf[format](unit, account, { count: head.count, after: 0 })
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

type From = { count: number; after: number }
type Part = Pick<LedgerPart, 'text' | 'next'>

/** The text of so many entries, and where to go on; they end with a line feed each, so that people can read them. */
async function readJson(unit: UnitOfWork, account: AccountKey, from: From): Promise<Part> {
  const entries = await readEntries(unit.tx, account, upToNext(from))
  const next = nextOf(from, entries)
  const lines = entries.map((entry) => `\n${JSON.stringify(toExported(entry))}`)
  const text = `${from.after > 0 && lines.length > 0 ? ',' : ''}${lines.join(',')}`
  return { text: next === null ? `${text}\n]}\n` : text, next }
}

function makeReadCsv(ports: TermsPort) {
  return async (unit: UnitOfWork, account: AccountKey, from: From): Promise<Part> => {
    const { work } = (await workTermsFor(unit, ports, account)).regulation
    const entries = await readShownEntries(unit.tx, account, upToNext(from))
    return { text: ledgerCsvLines(entries, work.quantumMinutes), next: nextOf(from, entries) }
  }
}

function upToNext({ count, after }: From): { after: number; upTo: number } {
  return { after, upTo: Math.min(count, after + entriesAtOnce) }
}

function nextOf({ count }: From, entries: readonly StoredEntry[]): From | null {
  const last = entries.at(-1)?.number ?? count
  return last < count ? { count, after: last } : null
}

/** What the chain says, and nothing else. */
function toExported({ balance: _balance, ...entry }: StoredEntry): LedgerEntry {
  return entry
}
