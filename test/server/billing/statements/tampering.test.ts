import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerEntry, LedgerExport } from '#contract/billing/ledger.types.ts'
import { chainEntries, headAfter } from '#server/billing/domain/chain.ts'
import type { EntryContent } from '#server/billing/domain/entries.ts'
import { publicKeyText } from '#server/billing/statements/domain/ledgerExport.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { chained, deskKey, everyKind, exported, ledgerOf } from './ledgers.ts'

const entries = ledgerOf(everyKind)
const kept = exported(entries.slice(0, 7))
const whole = exported(entries)
const publicKey = publicKeyText(deskKey)
const strangersKey = generateKeyPairSync('ed25519').privateKey

/** The same contents with hashes that fit: what somebody can do who knows how the chain is made. */
function rewritten(change: (contents: EntryContent[]) => EntryContent[]): LedgerEntry[] {
  return chained(
    change(entries.map(({ number: _number, previousHash: _previous, hash: _hash, ...content }) => content)),
  )
}

/** As if the file had been edited: the head stays as it was. */
function edited(change: (list: LedgerEntry[]) => LedgerEntry[]): LedgerExport {
  return { ...whole, entries: change([...entries]) }
}

const position = fc.integer({ min: 0, max: entries.length - 1 })

describe('Q9 an export', () => {
  it('fits, alone, with its key and with an earlier export', () => {
    const fits = { fits: true, balance: 0, owed: 0 }

    expect(verifyLedger(whole)).toMatchObject(fits)
    expect(verifyLedger(whole, { publicKey })).toMatchObject(fits)
    expect(verifyLedger(whole, { publicKey, earlier: kept })).toMatchObject(fits)
    expect(verifyLedger(whole, { publicKey, earlier: exported([]) })).toMatchObject(fits)
    expect(verifyLedger(JSON.parse(JSON.stringify(whole)), { publicKey, earlier: whole })).toMatchObject(fits)
    expect(verifyLedger(exported([]), { publicKey })).toMatchObject({ fits: true, balance: 0 })
  })

  it.each([null, [], {}, { entries: [] }, 'text', { ...whole, surplus: 1 }, { ...whole, format: 'opora-ledger-2' }])(
    'is told from what is none: %j',
    (document) => {
      expect(verifyLedger(document)).toEqual({ fits: false, fault: 'unreadable', entry: null })
    },
  )
})

describe('Q9 the verifier names the first entry that does not fit', () => {
  it('where any value of any entry was changed', () => {
    const changes: Record<string, (entry: LedgerEntry) => LedgerEntry> = {
      number: (entry) => ({ ...entry, number: entry.number + 1 }),
      at: (entry) => ({ ...entry, at: entry.at.replace(/\d\dZ$/, '77Z') }),
      kind: (entry) => ({ ...entry, kind: entry.kind === 'work' ? 'adjust' : 'work' }),
      packageId: (entry) => ({ ...entry, packageId: `${entry.packageId}x` }),
      quanta: (entry) => ({ ...entry, quanta: entry.quanta + 1 }),
      planCode: (entry) => ({ ...entry, planCode: 'another' }),
      ends: (entry) => ({ ...entry, ends: '2030-01-01T00:00:00.000Z' }),
      orderId: (entry) => ({ ...entry, orderId: 'another' }),
      price: (entry) => ({ ...entry, price: { minor: 1, currency: 'RUB' } }),
      ticketId: (entry) => ({ ...entry, ticketId: 'another' }),
      intervalId: (entry) => ({ ...entry, intervalId: 'another' }),
      endedPackageId: (entry) => ({ ...entry, endedPackageId: 'another' }),
      reason: (entry) => ({ ...entry, reason: 'another' }),
      by: (entry) => ({ ...entry, by: 'another' }),
      previousHash: (entry) => ({ ...entry, previousHash: 'f'.repeat(64) }),
      hash: (entry) => ({ ...entry, hash: 'f'.repeat(64) }),
    }
    expect(Object.keys(changes).toSorted()).toEqual(Object.keys(entries[0] ?? {}).toSorted())

    for (const change of Object.values(changes)) {
      for (let index = 0; index < entries.length; index++) {
        const verdict = verifyLedger(
          edited((list) => list.map((entry, place) => (place === index ? change(entry) : entry))),
        )
        expect(verdict).toMatchObject({ fits: false, entry: index + 1 })
      }
    }
  })

  it('where any entry was dropped', () => {
    fc.assert(
      fc.property(position, (index) => {
        expect(verifyLedger(edited((list) => list.toSpliced(index, 1)))).toMatchObject({
          fits: false,
          entry: index + 1,
        })
      }),
    )
  })

  it('where any two entries changed places', () => {
    fc.assert(
      fc.property(position, position, (one, other) => {
        fc.pre(one !== other)
        const swapped = edited((list) =>
          list.map((entry, place) => list[{ [one]: other, [other]: one }[place] ?? place] ?? entry),
        )

        expect(verifyLedger(swapped)).toMatchObject({ fits: false, entry: Math.min(one, other) + 1 })
      }),
    )
  })

  it('where an entry was added, copied or well made', () => {
    fc.assert(
      fc.property(position, position, (index, copied) => {
        const copy = edited((list) => list.toSpliced(index, 0, ...list.slice(copied, copied + 1)))
        // A copy before itself is in place; the original after it is not.
        const first = copied === index ? index + 2 : index + 1
        expect(verifyLedger(copy)).toMatchObject({ fits: false, entry: first })

        const before = entries[index]
        const source = entries.find(({ kind }) => kind === 'adjust')
        if (before === undefined || source === undefined) throw new Error('there are such entries')
        const forged = chainEntries(headAfter(before), { ...source, at: before.at, packageId: 'p1', quanta: 1 })
        const verdict = verifyLedger(edited((list) => list.toSpliced(index + 1, 0, forged)))
        expect(verdict.fits).toBe(false)
        // It hangs on the one before as it should: what it pushed from its place does not.
        expect(verdict).toMatchObject({
          entry: expect.toSatisfy((entry) => entry === index + 2 || entry === index + 3),
        })
      }),
    )
  })

  it('where something stands that is no entry', () => {
    const verdict = verifyLedger({ ...whole, entries: [...entries.slice(0, 3), { ...entries[3], note: 'free' }] })

    expect(verdict).toEqual({ fits: false, fault: 'unreadable', entry: 4 })
  })
})

describe('Q9 hashes that fit do not help', () => {
  const cheaper = rewritten((contents) =>
    contents.map((one, index) => (index === 3 ? { ...one, ticketId: 'other' } : one)),
  )

  it('against the signature, when the past was rewritten', () => {
    const forged = { ...exported(cheaper), signature: whole.signature }

    expect(verifyLedger(forged)).toEqual({ fits: false, fault: 'signature', entry: null })
  })

  it('against the desk’s key, when somebody else signs', () => {
    const forged = exported(cheaper, strangersKey)

    // Control: without the key nothing shows.
    expect(verifyLedger(forged)).toMatchObject({ fits: true })
    expect(verifyLedger(forged, { publicKey })).toEqual({ fits: false, fault: 'otherKey', entry: null })
    expect(verifyLedger({ ...forged, publicKey }, { publicKey })).toMatchObject({ fault: 'signature' })
  })

  it('against the export that the client kept, when the desk itself rewrites and signs', () => {
    const forged = exported(cheaper)

    expect(verifyLedger(forged, { publicKey })).toMatchObject({ fits: true })
    expect(verifyLedger(forged, { publicKey, earlier: kept })).toEqual({
      fits: false,
      fault: 'earlierDiffers',
      entry: 4,
    })
  })

  it('when the end was cut off', () => {
    const cut = entries.slice(0, 5)

    expect(verifyLedger({ ...whole, entries: cut })).toEqual({ fits: false, fault: 'count', entry: 6 })
    const recounted = { ...whole, entries: cut, count: 5, headHash: cut[4]?.hash }
    expect(verifyLedger(recounted)).toMatchObject({ fits: false, fault: 'signature' })
    expect(verifyLedger(exported(cut), { earlier: kept })).toEqual({ fits: false, fault: 'earlierHasMore', entry: 6 })
    expect(verifyLedger({ ...whole, headHash: 'f'.repeat(64) })).toMatchObject({
      fault: 'head',
      entry: entries.length,
    })
  })

  it('when it is the ledger of another portal', () => {
    expect(verifyLedger(exported(entries, deskKey, 'portal-2'))).toEqual({ fits: false, fault: 'link', entry: 1 })
    expect(verifyLedger(exported([], deskKey, 'portal-2'), { earlier: exported([]) })).toMatchObject({
      fault: 'earlierOfAnotherLedger',
    })
  })

  it('when the key changed since the earlier export, or that one does not fit itself', () => {
    expect(verifyLedger(whole, { earlier: exported(entries.slice(0, 7), strangersKey) })).toMatchObject({
      fault: 'otherKey',
    })
    expect(verifyLedger(whole, { publicKey, earlier: exported(entries.slice(0, 7), strangersKey) })).toMatchObject({
      fault: 'earlierUnfit',
    })
    expect(verifyLedger(whole, { earlier: { ...kept, count: 8 } })).toMatchObject({ fault: 'earlierUnfit' })
  })
})

describe('Q9 sums that cannot be are found in a chain that fits', () => {
  const at = (index: number, change: Partial<EntryContent>) =>
    rewritten((contents) => contents.map((one, place) => (place === index ? { ...one, ...change } : one)))

  it.each<[string, LedgerEntry[], number]>([
    ['a balance below 0', at(1, { quanta: -13 }), 2],
    ['work on a package that nobody bought', at(1, { packageId: 'p9' }), 2],
    ['work on a package that is over', at(11, { packageId: 'p1' }), 12],
    ['work that gives back', at(1, { quanta: 1 }), 2],
    ['an end that leaves something', at(7, { quanta: -8 }), 8],
    ['an end at another instant', at(12, { at: '2026-06-20T00:00:00.000Z' }), 13],
    ['a package bought twice', at(6, { packageId: 'p1' }), 7],
    ['a purchase of nothing', at(0, { quanta: 0 }), 1],
    ['quanta given back on a package that still lives', at(8, { endedPackageId: 'p2' }), 9],
    ['more paid than was owed', at(0, { packageId: null, ends: null }), 1],
  ])('%s', (_title, list, entry) => {
    expect(verifyLedger(exported(list))).toEqual({ fits: false, fault: 'sum', entry })
  })

  it('an entry earlier than the one before', () => {
    const list = at(4, { at: '2026-03-02T07:00:00.000Z' })

    expect(verifyLedger(exported(list))).toEqual({ fits: false, fault: 'earlierThanTheOneBefore', entry: 5 })
  })
})
