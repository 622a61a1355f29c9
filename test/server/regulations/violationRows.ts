import { expect, it } from 'vitest'
import { readRegulation } from '#contract/regulations/document.types.ts'
import { parseRegulation } from '#server/regulations/domain/document.ts'
import { refusalOf } from '../../support/refusals.ts'
import { changed } from './changed.ts'

type Changes = Readonly<Record<string, unknown>>

/** A document that is wrong in one point alone; `right` is the nearest one that is taken. */
export type MisfitRow = { why: string; base: unknown; wrong: Changes; at: string; problem: string; right: Changes }

/** Each row three times: it is refused at its place, not for its form, and the nearest document is taken. */
export function testMisfits(rows: readonly MisfitRow[]): void {
  it.each(rows)('refuses a document that $why', ({ base, wrong, at, problem }) => {
    const refusal = refusalOf(() => parseRegulation(changed(base, wrong)))

    expect(refusal?.code).toBe('regulation_invalid')
    expect(refusal?.details).toEqual({ wrongAt: at, problem })
  })

  it.each(rows)('control: the form alone is right of a document that $why', ({ base, wrong }) => {
    expect(readRegulation(changed(base, wrong))).toHaveProperty('regulation')
  })

  it.each(rows)('control: takes the nearest to a document that $why', ({ base, right }) => {
    expect(refusalOf(() => parseRegulation(changed(base, right)))).toBeUndefined()
  })
}
