import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { regulation } from '#contract/regulations/document.types.ts'
import { storedJson, type StoredFields } from '#server/platform/db/storedJson.ts'
import { diffRegulations } from '#server/regulations/domain/diff.ts'
import { parseRegulation } from '#server/regulations/domain/document.ts'
import { presets } from '#server/regulations/presets/all.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { storedRegulation } from '#server/regulations/storedRegulation.sql.ts'
import { usualPriority } from '#server/regulations/upcasts/0002.ts'
import { schemaOf, storedSamples } from '#test/support/storedSamples.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { changed } from './changed.ts'

const samples = storedSamples('regulations')
/** What each upcast makes of the samples, from 1 to 2 first; whoever writes a further one says it here. */
const steps: ((stored: StoredFields) => StoredFields)[] = [
  // S1: all that the presets had as exceptions was proposed, and is a matter of their country now.
  ({ calendars, ...stored }) => ({ ...stored, calendars: byCountryAlone(calendars) }),
  // T3: every preset allows `medium` everywhere, which is what a client that proposed nothing got before.
  ({ categories, ...stored }) => ({
    ...stored,
    categories: listOf(categories).map((category) => ({ ...category, usual: 'medium' })),
  }),
  ({ withoutTarget, scope, ...stored }) => ({
    ...stored,
    withoutTarget: withoutTarget === null ? null : { by: 'everybody', text: withoutTarget },
    scope: Object.assign({ general: { included: [], excluded: [] } }, scope),
  }),
  // T5: a way was a name, and the same for every area.
  ({ scope, ...stored }) => ({ ...stored, scope: withWays(scope) }),
  // T11: no time was promised in which a letter is answered.
  ({ feedback, ...stored }) => ({ ...stored, feedback: Object.assign({ answerWithin: null }, feedback) }),
]
const sinceThen = (file: string, { schema: _schema, ...stored }: StoredFields): StoredFields =>
  steps.slice(Number(file.slice(0, 4)) - 1).reduce((before, step) => step(before), stored)
const listOf = (value: unknown): object[] => (Array.isArray(value) ? value : [])

function withWays(scope: unknown): Record<string, unknown> {
  const { areas, outside, ...kept } = v.parse(
    v.looseObject({ areas: v.array(v.looseObject({})), outside: v.looseObject({ way: v.nullable(v.string()) }) }),
    scope,
  )
  return {
    ...kept,
    areas: areas.map((area) => ({ ...area, outside: null })),
    outside: { ...outside, way: outside.way === null ? null : { to: outside.way } },
    quoteQuestions: [],
  }
}

function byCountryAlone(calendars: unknown): Record<string, unknown> {
  const known = v.parse(v.record(v.string(), v.looseObject({ country: v.nullable(v.string()) })), calendars)
  return Object.fromEntries(
    Object.entries(known).map(([name, { transfersKnownThrough: _known, ...calendar }]) => [
      name,
      { ...calendar, exceptions: {}, hourLessOnShortenedDays: false },
    ]),
  )
}
const today = schemaOf(storedRegulation.write(quantumMaintenance))

/** A release to come: it has dropped one field of today's and asks for another. Here it reads nothing older than today's. */
const { noticeDays: _dropped, ...entries } = regulation.entries
const nextRelease = storedJson({
  name: 'regulation',
  schema: v.strictObject({ ...entries, ratings: v.strictObject({ asked: v.boolean() }) }),
  upcasts: [
    ...Array.from({ length: today - 1 }, () => () => expect.unreachable('it is older than today')),
    ({ noticeDays: _noticeDays, ...kept }) => ({ ...kept, ratings: { asked: false } }),
  ],
})

describe('D1 the documents that were stored', () => {
  it('there is a sample of every preset', () => {
    expect([...new Set(samples.map(([, { key }]) => String(key)))].toSorted()).toEqual(Object.keys(presets).toSorted())
  })

  it.each(samples)('%s reads as it was written', (file, stored) => {
    const read = storedRegulation.read(stored)

    expect(read).toEqual(sinceThen(file, stored))
    expect(parseRegulation(read)).toEqual(read)
  })

  it.each(samples)('%s is the same after it was written again, and no field has changed', (_file, stored) => {
    const before = storedRegulation.read(stored)
    const after = storedRegulation.read(JSON.parse(storedRegulation.write(before)))

    expect(after).toEqual(before)
    expect(diffRegulations(before, after)).toEqual([])
  })

  it.each(samples)('%s is read by a release that has a field more and one less', (_file, stored) => {
    const read = storedRegulation.read(stored)
    const { noticeDays: _noticeDays, ...kept } = read

    expect(nextRelease.read(JSON.parse(storedRegulation.write(read)))).toEqual({ ...kept, ratings: { asked: false } })
  })

  it('one of that release is refused by this one in words', () => {
    const next = nextRelease.read(JSON.parse(storedRegulation.write(quantumMaintenance)))
    const written = JSON.parse(nextRelease.write(next))

    expect(() => storedRegulation.read(written)).toThrow(
      `regulation is of schema ${today + 1}, and this program knows them up to ${today}`,
    )
  })

  it('fields come in the order of the schema, whatever order the column keeps', () => {
    const written: unknown = JSON.parse(storedRegulation.write(quantumMaintenance))
    const shuffled = Object.fromEntries(Object.entries(Object(written)).toReversed())

    expect(Object.keys(storedRegulation.read(shuffled))).toEqual(Object.keys(quantumMaintenance))
  })
})

describe('what is asked of new documents is not asked of those that are promised already', () => {
  it.each([
    ['a rule of consistency', { 'closing.calendar': 'nowhere' }],
    ['a limit', { 'work.quantumMinutes': 61 }],
    ['a calendar that never opens', { 'calendars.office.weekly': {}, 'calendars.office.exceptions': {} }],
  ])('%s', (_what, changes) => {
    const document = changed(quantumMaintenance, changes)

    expect(refusalOf(() => parseRegulation(document))).toBeDefined()
    expect(storedRegulation.read(changed(document, { schema: today }))).toMatchObject({ key: quantumMaintenance.key })
  })

  it('control: the form is asked of both', () => {
    const document = changed(quantumMaintenance, { 'work.quantumMinutes': 'ten' })

    expect(refusalOf(() => parseRegulation(document))).toBeDefined()
    expect(() => storedRegulation.read(changed(document, { schema: today }))).toThrow(/work.quantumMinutes/)
  })
})

describe('T3 the usual priority of a category that was stored without one', () => {
  const stored = (priorities: string[]) => usualPriority({ categories: [{ code: 'incident', priorities }] })

  it.each([
    [['low', 'medium', 'high', 'critical'], 'medium'],
    [['low', 'high'], 'high'],
    [['high', 'critical'], 'critical'],
    [['low'], 'low'],
  ])('of %j is %s', (priorities, usual) => {
    expect(stored(priorities)).toEqual({ categories: [{ code: 'incident', priorities, usual }] })
  })
})
