/** `npm run verify-ledger -- FILE [--earlier FILE] [--key PUBLICKEY]`: does an exported ledger fit, and what does not first? */
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readPublicKey } from './billing/statements/domain/ledgerExport.ts'
import { type LedgerFault, type Verdict, verdictOf } from './billing/statements/domain/verifyLedger.ts'
import {
  checkFile,
  type CheckedFile,
  type LedgerFile,
  openLedgerJson,
} from './billing/statements/ledgerFile.queries.ts'
import { openLedgerSheet } from './billing/statements/ledgerSheet.queries.ts'
import { runCommand, say } from './platform/embedded/console.ts'
import { isStartFailure, startFailure } from './platform/embedded/startFailure.ts'

const USE = 'Use: npm run verify-ledger -- FILE [--earlier FILE] [--key PUBLICKEY]'

const sentences: Record<LedgerFault, string> = {
  unreadable: 'this is not what an export of a ledger looks like.',
  number: 'its number is not the next one: an entry is missing before it, was added or changed places.',
  link: 'it does not carry the hash of the entry before: one was changed, added, removed or changed places.',
  hash: 'its hash is not that of what it says: it was changed.',
  earlierThanTheOneBefore: 'it happened before the entry before it.',
  sum: 'these quanta cannot be: a balance below 0, or a package used when it was not live.',
  count: 'the head of the export counts other entries than there are: some were cut off or added at the end.',
  head: 'the head of the export names another last entry.',
  signature: 'the signature is not of this ledger: it was changed after it was signed.',
  otherKey: 'it is signed by another key.',
  earlierUnfit: 'The earlier export does not fit by itself: check it alone.',
  earlierOfAnotherLedger: 'The earlier export is of another ledger.',
  earlierDiffers: 'the earlier export says something else here: the past was rewritten.',
  earlierHasMore: 'the earlier export goes on here: the end was cut off.',
}

await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { earlier: { type: 'string' }, key: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) {
    say(USE, 'stderr')
    return 2
  }
  const { key, earlier } = values
  if (key !== undefined && readPublicKey(key) === null) throw startFailure(`${key} is no Ed25519 public key.`)
  const keeps = earlier === undefined ? 'sums' : 'hashes'
  const { checked, strange } = await readExport(file, keeps)
  const kept = earlier === undefined ? undefined : (await readExport(earlier, keeps)).checked
  const verdict = verdictOf(checked, { publicKey: key, earlier: kept })
  if (verdict.fits && strange !== null) {
    say(`DOES NOT FIT. Entry ${strange}: its first columns say something else than its signed fields.`)
    return 1
  }
  for (const line of report(verdict, key)) say(line)
  return verdict.fits ? 0 : 1
})

/** JSON, or the workbook; `strange` is an entry that a workbook shows to people in other words than are signed. */
async function readExport(name: string, keeps: 'hashes' | 'sums'): Promise<CheckedFile> {
  // npm runs scripts in the project's folder; a relative path is meant from where the reader stands.
  const path = resolve(process.env['INIT_CWD'] ?? '.', name)
  const isWorkbook = await isArchive(path)
  try {
    return await checkFile(isWorkbook ? await openWorkbook(path) : await openLedgerJson(path), keeps)
  } catch (error) {
    throw isStartFailure(error) ? error : explain(path, isWorkbook, error)
  }
}

function explain(path: string, isWorkbook: boolean, error: unknown): Error {
  if (isWorkbook) return startFailure(`${path} is no workbook that can be read.`, error)
  const reason = error instanceof Error ? error.message : String(error)
  return startFailure(`${path} is no export of a ledger, or it was damaged: neither JSON nor XLSX (${reason}).`, error)
}

async function isArchive(path: string): Promise<boolean> {
  try {
    const file = await open(path)
    try {
      const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
      return buffer.toString('latin1') === 'PK'
    } finally {
      await file.close()
    }
  } catch (error) {
    throw startFailure(`${path} cannot be read.`, error)
  }
}

async function openWorkbook(path: string): Promise<LedgerFile> {
  const file = await openLedgerSheet(path)
  if (file !== null) return file
  throw startFailure(
    `${path} has not the sheets of an exported ledger, or was saved anew by a spreadsheet: check it as it was exported.`,
  )
}

function report(verdict: Verdict, key: string | undefined): string[] {
  if (!verdict.fits) {
    const where = verdict.entry === null ? '' : `Entry ${verdict.entry}: `
    return [`DOES NOT FIT. ${where}${sentences[verdict.fault]}`]
  }
  const { head, balance, owed } = verdict
  return [
    `FITS: ${head.count} entries, balance ${balance} quanta, owed ${owed} quanta, exported ${head.exportedAt}.`,
    `Head ${head.headHash}`,
    key === undefined
      ? `Signed by the key that the file itself names, ${head.publicKey}: compare it with the one the desk gave you, or pass it as --key.`
      : `Signed by ${key}.`,
  ]
}
