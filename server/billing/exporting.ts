import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { LedgerPart } from '#contract/billing.ts'
import type { LedgerEntry } from '#contract/ledger.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { tell } from '#server/platform/journal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Unit } from '#server/platform/unit.ts'
import { holdAccount } from './commands.ts'
import { ledgerCsvHead, ledgerCsvLines } from './csv.ts'
import type { InTickets } from './deps.ts'
import { emptyHead } from './domain/chain.ts'
import { publicKeyText, signHead } from './domain/ledgerExport.ts'
import type { AccountKey } from './held.ts'
import { findKey, insertKey } from './sqlKeys.ts'
import { readEntries, type StoredEntry } from './sqlLedger.ts'

/** About a megabyte of text, however long the ledger is. */
const entriesAtOnce = 2000

type Asked = { side: 'client' | 'desk'; format: 'json' | 'csv'; from: { count: number; after: number } | null }

/** Q9: the head is signed with the first part; later parts go on up to its count, which nothing can change any more. */
export async function exportLedger(
  unit: Unit,
  { secrets, inTickets }: { secrets: Pick<Secrets, 'seal' | 'open'>; inTickets: InTickets },
  actor: Actor,
  account: AccountKey,
  { side, format, from }: Asked,
): Promise<LedgerPart> {
  const fileName = `ledger-${account.memberId}-${unit.at.toISOString().slice(0, 10)}.${format}`
  if (from !== null) return { fileName, ...(await readPart(unit, account, format, from)) }
  const held = await holdAccount(unit, inTickets, account)
  const { count, hash } = held?.head ?? emptyHead(account.deskId, account.memberId)
  const key = await keyOf(unit, secrets, account.deskId)
  const part = await readPart(unit, account, format, { count, after: 0 })
  await tell(unit, [
    {
      type: 'ledger.exported',
      actor: signatureOf(actor, side),
      memberId: account.memberId,
      deskId: account.deskId,
      payload: { rows: count, format },
    },
  ])
  if (format === 'csv') return { fileName, ...part, text: ledgerCsvHead() + part.text }
  const { deskId, memberId: portalId } = account
  const head = signHead({ deskId, portalId, exportedAt: unit.at, count, headHash: hash }, key)
  return { fileName, ...part, text: `${JSON.stringify(head).slice(0, -1)},"entries":[${part.text}` }
}

/** The text of so many entries, and where to go on; entries of JSON end with a line feed each, so that people can read them. */
async function readPart(
  unit: Unit,
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

/** Made with the desk's first export; of two at once the first one counts. */
async function keyOf(unit: Unit, secrets: Pick<Secrets, 'seal' | 'open'>, deskId: string): Promise<KeyObject> {
  const known = await findKey(unit, deskId)
  if (known !== null) return readPrivateKey(secrets.open(known.sealed))
  const { privateKey } = generateKeyPairSync('ed25519')
  const text = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  await insertKey(unit, deskId, { publicKey: publicKeyText(privateKey), sealed: secrets.seal(text) })
  const made = await findKey(unit, deskId)
  if (made === null) throw new Error('the key of a desk was not kept')
  return readPrivateKey(secrets.open(made.sealed))
}

function readPrivateKey(pem: string): KeyObject {
  return createPrivateKey({ key: pem, format: 'pem' })
}
