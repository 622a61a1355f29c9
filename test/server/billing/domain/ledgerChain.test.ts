import { createHash } from 'node:crypto'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { ledgerEntry, readEntry } from '#contract/billing/ledger.types.ts'
import { entriesOf } from '#server/billing/domain/entries.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { everyKind, exported, ledgerOf } from '../statements/ledgers.ts'
import { after, days, emptyScene, minutes, monday, pay, settled, start, stop, workTerms } from '../scene.ts'

describe('Q9 the ledger', () => {
  it('tells everything that changed a balance, and nothing else', () => {
    const lines = ledgerOf(everyKind).map(({ number, kind, packageId, quanta }) => [number, kind, packageId, quanta])

    expect(lines).toEqual([
      [1, 'purchase', 'p1', 12],
      [2, 'work', 'p1', -1],
      [3, 'work', 'p1', -1],
      [4, 'work', 'p1', -1],
      [5, 'work', 'p1', -1],
      [6, 'adjust', 'p1', 1],
      [7, 'purchase', 'p2', 30],
      [8, 'expire', 'p1', -9],
      [9, 'adjust', 'given back on p1', 2],
      [10, 'work', 'given back on p1', -1],
      [11, 'work', 'given back on p1', -1],
      [12, 'work', 'p2', -1],
      [13, 'expire', 'p2', -29],
    ])
  })

  it('says where, why and by whom', () => {
    const entries = ledgerOf(everyKind)

    expect(entries[0]).toMatchObject({ orderId: 'order-1', ends: days(30).toISOString(), price: { minor: 7_200_00 } })
    expect(entries[1]).toMatchObject({ at: minutes(5).toISOString(), intervalId: 'i1', ticketId: 'ticket of i1' })
    expect(entries[5]).toMatchObject({ reason: 'Agreed by phone', by: 'lead' })
    expect(entries[8]).toMatchObject({ endedPackageId: 'p1', planCode: 'prepaid', ends: days(70).toISOString() })
  })

  it('of a package that was used up has no entry for its end', () => {
    const scene = settled(
      after(emptyScene(), pay(1, monday), start('i1', minutes(5)), stop('i1', minutes(9))),
      days(31),
    )

    expect(ledgerOf(scene.events).map(({ kind }) => kind)).toEqual(['purchase', 'work'])
  })

  it('has one entry for each package that pays a least charge', () => {
    const terms = { ...workTerms, leastQuantaPerTicket: 3 }
    const two = after(
      emptyScene(),
      pay(2, monday),
      pay(9, minutes(1), { packageId: 'p2' }),
      start('i1', minutes(5), { terms }),
    )

    expect(settled(two, minutes(6)).events.flatMap(entriesOf).slice(2)).toMatchObject([
      { kind: 'work', packageId: 'p1', quanta: -2 },
      { kind: 'work', packageId: 'p2', quanta: -1 },
    ])
  })

  it('counts what is owed apart from every package', () => {
    const owing = after(emptyScene(5), start('i1', minutes(5)), stop('i1', minutes(20)))
    const price = { minor: 100_00, currency: 'RUB' }
    const paid = after(owing, { type: 'payOwed', at: days(1), orderId: 'o1', quanta: 1, price })

    expect(verifyLedger(exported(ledgerOf(paid.events)))).toMatchObject({ fits: true, balance: 0, owed: 1 })
  })

  it('hangs each entry on the one before, as its description says', () => {
    const [first, second] = ledgerOf(everyKind)
    const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

    // Written out by hand: who checks without this program has nothing but the description.
    const head = sha256('["opora-ledger-1","desk-1","portal-1"]')
    const bought =
      '[1,"2026-03-02T07:00:00.000Z","purchase","p1",12,"prepaid","2026-04-01T07:00:00.000Z","order-1",720000,"RUB",null,null,null,null,null]'
    const worked =
      '[2,"2026-03-02T07:05:00.000Z","work","p1",-1,null,null,null,null,null,"ticket of i1","i1",null,null,null]'
    expect(first?.previousHash).toBe(head)
    expect(first?.hash).toBe(sha256(`${head}\n${bought}`))
    expect(second?.hash).toBe(sha256(`${first?.hash}\n${worked}`))
  })
})

describe('reading an entry by hand', () => {
  it('takes and refuses what the schema does', () => {
    const [entry] = ledgerOf(everyKind)
    const names = fc.constantFrom(...Object.keys(entry ?? {}), 'another')
    const strange = fc.oneof(
      fc.constantFrom<unknown>(null, undefined, '', 'work', 'gift', 0, -1, 1.5, 2 ** 53, true, [], {}, 'f'.repeat(64)),
      fc.constantFrom<unknown>('2026-03-02T07:00:00Z', '2026-03-02T07:00:00.000Z', { minor: 1, currency: 'RUB' }),
      fc.constantFrom<unknown>({ minor: 0.5, currency: 'RUB' }, { minor: 1, currency: 'RUB', note: '' }),
      fc.anything(),
    )
    fc.assert(
      fc.property(names, strange, fc.boolean(), (name, value, isMissing) => {
        const changed: Record<string, unknown> = { ...entry, [name]: value }
        if (isMissing) delete changed[name]

        expect(readEntry(changed) !== null).toBe(v.is(ledgerEntry, changed))
      }),
      { numRuns: 2000 },
    )
    expect(readEntry(entry)).toBe(entry)
    expect([null, [], 'text', 1].map(readEntry)).toEqual([null, null, null, null])
  })
})
