import { createReadStream } from 'node:fs'
import { jsonElements } from '#server/platform/files/jsonElements.ts'
import { parseStrictJson } from '#server/platform/files/strictJson.ts'
import { type Checked, checkLedger, type Unfit } from './domain/verifyLedger.ts'

/** An exported ledger that is read piece by piece. */
export type LedgerFile = {
  head: unknown
  entries(): AsyncIterable<unknown[]>
  /** Once it was read: the first entry that the file shows to people in other words than are signed. */
  strange(): number | null
  close(): Promise<void>
}

export type CheckedFile = { checked: Checked | Unfit; strange: number | null }

/** Reads it from its first entry to its last, or to the first that does not fit. */
export async function checkFile(file: LedgerFile, keeps: 'hashes' | 'sums'): Promise<CheckedFile> {
  try {
    const check = checkLedger(file.head, keeps)
    if ('fault' in check) return { checked: check, strange: null }
    for await (const some of file.entries()) {
      for (const candidate of some) {
        const unfit = check.add(candidate)
        if (unfit !== null) return { checked: unfit, strange: null }
      }
    }
    return { checked: check.done(), strange: file.strange() }
  } finally {
    await file.close()
  }
}

/**
 * The file is read twice: what stands behind the entries, in whichever order a program has put the names, is needed before the
 * first of them. Throws a SyntaxError or a RangeError where it is no JSON, says a name twice, or has parts longer than any of ours.
 */
export async function openLedgerJson(path: string): Promise<LedgerFile> {
  const parts = jsonElements(textOf(path), 'entries')
  let next = await parts.next()
  while (next.done !== true) next = await parts.next()
  return {
    head: headOf(parseStrictJson(next.value)),
    entries: () => entriesOf(path),
    strange: () => null,
    close: async () => {},
  }
}

async function* entriesOf(path: string): AsyncGenerator<unknown[], undefined> {
  for await (const texts of jsonElements(textOf(path), 'entries')) yield texts.map(parseStrictJson)
  return undefined
}

async function* textOf(path: string): AsyncGenerator<string, undefined> {
  let isFirst = true
  for await (const chunk of createReadStream(path, 'utf8')) {
    yield isFirst ? String(chunk).replace(/^\uFEFF/, '') : String(chunk)
    isFirst = false
  }
  return undefined
}

/** Null where there was no list of entries in it, or one that could be read under another spelling of its name. */
function headOf(rest: unknown): unknown {
  if (typeof rest !== 'object' || rest === null || !('entries' in rest)) return null
  const { entries, ...head } = rest
  return Array.isArray(entries) && entries.length === 0 ? head : null
}
