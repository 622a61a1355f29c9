import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { publicKeyText } from '#server/billing/statements/domain/ledgerExport.ts'
import { deskKey, everyKind, exported, ledgerOf } from './ledgers.ts'

const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
const entries = ledgerOf(everyKind)
const publicKey = publicKeyText(deskKey)

afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function verify(...args: string[]): { code: number | null; out: string; error: string } {
  const env = { ...process.env, INIT_CWD: folder }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/verifyLedger.ts', ...args], { env })
  return { code: status, out: stdout.toString(), error: stderr.toString() }
}

describe('npm run verify-ledger', () => {
  it('says that a ledger fits, its balance and its head, and by whose key', () => {
    file('now.json', exported(entries))
    file('then.json', exported(entries.slice(0, 5)))

    const alone = verify('now.json')
    const known = verify('now.json', '--earlier', 'then.json', '--key', publicKey)

    expect(alone).toMatchObject({ code: 0, out: expect.stringMatching(/^FITS: 13 entries, balance 0 quanta/) })
    expect(alone.out).toContain('compare it with the one the desk gave you')
    expect(alone.out).toContain(entries.at(-1)?.hash)
    expect(known).toMatchObject({ code: 0, out: expect.stringContaining(`Signed by ${publicKey}.`) })
  })

  it('names the first entry that does not fit', () => {
    const changed = entries.map((entry, index) => (index === 3 ? { ...entry, quanta: -2 } : entry))
    const path = file('changed.json', { ...exported(entries), entries: changed })

    expect(verify(path)).toEqual({
      code: 1,
      out: 'DOES NOT FIT. Entry 4: its hash is not that of what it says: it was changed.\n',
      error: '',
    })
  })

  it('tells in a sentence what it cannot work with', () => {
    const good = file('good.json', exported(entries))

    expect(verify()).toMatchObject({ code: 2, error: expect.stringContaining('Use: npm run verify-ledger') })
    expect(verify(join(folder, 'none.json'))).toMatchObject({
      code: 1,
      error: expect.stringContaining('cannot be read'),
    })
    expect(verify(file('half.json', '{"format":'))).toMatchObject({
      code: 1,
      error: expect.stringContaining('neither JSON nor XLSX'),
    })
    expect(verify(good, '--key', 'abc')).toMatchObject({ code: 1, error: expect.stringContaining('no Ed25519') })
  })
})
