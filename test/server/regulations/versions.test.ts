import { describe, expect, it } from 'vitest'
import { comingVersion, versionAt, type VersionDates } from '#server/regulations/domain/versions.ts'

const at = (text: string) => new Date(`2026-${text}Z`)
const version = (number: number, effectiveAt: Date, withdrawnAt: Date | null = null): VersionDates => ({
  version: number,
  effectiveAt,
  withdrawnAt,
})

const start = at('01-01T00:00:00.000')
const change = at('03-01T09:00:00.000')
const versions = [version(2, change), version(1, start)]

describe('D1 the version that holds at an instant', () => {
  it.each([
    ['one millisecond before its instant', at('03-01T08:59:59.999'), 1],
    ['at its very instant', change, 2],
    ['one millisecond after it', at('03-01T09:00:00.001'), 2],
    ['long after it', at('12-31T00:00:00.000'), 2],
    ['before the first one, where a clock lags behind', new Date(start.getTime() - 1), 1],
  ])('%s', (_when, instant, expected) => {
    expect(versionAt(versions, instant)?.version).toBe(expected)
  })

  it('is never one that was withdrawn', () => {
    const withdrawn = [version(1, start), version(2, change, start), version(3, at('06-01T00:00:00.000'))]

    expect(versionAt(withdrawn, at('04-01T00:00:00.000'))?.version).toBe(1)
    expect(versionAt(withdrawn, at('06-01T00:00:00.000'))?.version).toBe(3)
  })

  it('is the later one of two with the same instant', () => {
    expect(versionAt([version(3, change), version(2, change), version(1, start)], change)?.version).toBe(3)
  })

  it('there is none where nothing was ever written', () => {
    expect(versionAt([], change)).toBeNull()
  })
})

describe('D1 the version that is coming', () => {
  it.each([
    ['until the millisecond before its instant', at('03-01T08:59:59.999'), 2],
    ['no longer at its instant', change, null],
  ])('%s', (_when, instant, expected) => {
    expect(comingVersion(versions, instant)?.version ?? null).toBe(expected)
  })

  it('is none that was withdrawn', () => {
    expect(comingVersion([version(1, start), version(2, change, start)], start)).toBeNull()
  })

  it('is never the first one, whose desk a faster clock has opened', () => {
    expect(comingVersion([version(1, change)], start)).toBeNull()
  })
})
