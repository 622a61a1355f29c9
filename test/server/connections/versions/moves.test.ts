import { describe, expect, it } from 'vitest'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { decideMoves, type OnVersion, type VersionWanted } from '#server/connections/versions/domain/moves.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'

const at = new Date('2026-11-02T09:00:00Z')
const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000)
const withNotice = (noticeDays: number): Regulation => ({ ...quantumMaintenance, noticeDays })
/** 1 and 2 are alike but for their notice; 3 is better than both, 4 worse. */
const documents = new Map([
  [1, withNotice(30)],
  [2, withNotice(10)],
  [3, withNotice(60)],
  [4, withNotice(1)],
])
const wanted = (version: number, from: Date | null): VersionWanted => ({
  version,
  document: documents.get(version) ?? quantumMaintenance,
  effectiveAt: at,
  from,
})
const client = (version: number, planned: OnVersion['planned'] = []): OnVersion => ({
  connectionId: `on ${version}`,
  memberId: 'client',
  version,
  planned,
})

function refusalOf(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('nothing was refused')
}

describe('E9 who goes by another version, and from when', () => {
  it('at once, where nothing is worse for anybody', () => {
    expect(decideMoves([client(1), client(2)], wanted(3, null), documents, at)).toMatchObject([
      { from: at },
      { from: at },
    ])
  })

  it('never at once where anything is worse, and what is worse is named', () => {
    expect(refusalOf(() => decideMoves([client(1)], wanted(4, null), documents, at))).toMatchObject({
      code: 'version_worse',
      details: { worse: 'noticeDays', count: 1, noticeDays: 30, earliest: inDays(30).toISOString() },
    })
  })

  it('with the whole notice of the version that each has: of several the longest', () => {
    const both = [client(1), client(2)]

    expect(decideMoves([client(2)], wanted(4, inDays(10)), documents, at)).toMatchObject([{ from: inDays(10) }])
    expect(refusalOf(() => decideMoves(both, wanted(4, inDays(10)), documents, at))).toMatchObject({
      code: 'notice_too_short',
      details: { earliest: inDays(30).toISOString() },
    })
    expect(decideMoves(both, wanted(4, inDays(30)), documents, at)).toHaveLength(2)
  })

  it('on any date, where nothing is worse', () => {
    expect(decideMoves([client(1)], wanted(3, inDays(1)), documents, at)).toMatchObject([{ from: inDays(1) }])
  })

  it('not before the version is in force', () => {
    const coming = { ...wanted(3, inDays(1)), effectiveAt: inDays(5) }

    expect(refusalOf(() => decideMoves([client(1)], coming, documents, at)).code).toBe('version_not_in_force')
    expect(decideMoves([client(1)], { ...coming, from: null }, documents, at)).toMatchObject([{ from: inDays(5) }])
  })

  it('not in the past', () => {
    expect(refusalOf(() => decideMoves([client(1)], wanted(3, inDays(-1)), documents, at)).code).toBe('date_in_past')
  })

  it('whoever has it, or gets it earlier, is left alone', () => {
    const earlier = client(1, [{ version: 4, from: inDays(40) }])

    expect(decideMoves([client(4), earlier], wanted(4, inDays(50)), documents, at)).toEqual([])
  })

  it('takes the place of what was planned for later', () => {
    const later = { version: 2, from: inDays(40) }

    expect(decideMoves([client(1, [later])], wanted(3, null), documents, at)).toMatchObject([
      { from: at, replaces: [later] },
    ])
  })

  it('compares also with what the client is to have by then', () => {
    const planned = client(1, [{ version: 3, from: inDays(1) }])
    const same = { ...wanted(4, inDays(2)), document: withNotice(30) }

    expect(refusalOf(() => decideMoves([planned], same, documents, at)).code).toBe('notice_too_short')
  })
})
