import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { regulation } from '#contract/regulations/document.types.ts'
import { storedJson, type StoredFields } from '#server/platform/db/storedJson.ts'
import { diffRegulations } from '#server/regulations/domain/diff.ts'
import { parseRegulation } from '#server/regulations/domain/document.ts'
import { presets } from '#server/regulations/presets/all.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { storedRegulation } from '#server/regulations/storedRegulation.sql.ts'
import { fromThree } from '#server/regulations/upcasts/0003.ts'
import { storedSamples } from '#test/support/storedSamples.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { changed } from './changed.ts'

const samples = storedSamples('regulations')
/** What upcasts put into the documents of a schema; an upcast that adds a field adds it here. */
const sinceThen: Record<string, (stored: StoredFields) => StoredFields> = {
  '0001': ({ withoutTarget, scope }) => ({
    withoutTarget: withoutTarget === null ? null : { by: 'everybody', text: withoutTarget },
    scope: Object.assign({ general: { included: [], excluded: [] } }, scope),
  }),
}

/** A release to come: it has dropped one field of today's and asks for another. */
const { noticeDays: _dropped, ...entries } = regulation.entries
const nextRelease = storedJson({
  name: 'regulation',
  schema: v.strictObject({ ...entries, ratings: v.strictObject({ asked: v.boolean() }) }),
  upcasts: [fromThree, ({ noticeDays: _noticeDays, ...kept }) => ({ ...kept, ratings: { asked: false } })],
})

describe('D1 the documents that were stored', () => {
  it('there is a sample of every preset', () => {
    expect(samples.map(([, { key }]) => String(key)).toSorted()).toEqual(Object.keys(presets).toSorted())
  })

  it.each(samples)('%s reads as it was written', (file, stored) => {
    const read = storedRegulation.read(stored)

    expect(read).toEqual({ ...stored, ...sinceThen[file.slice(0, 4)]?.(stored) })
    expect(parseRegulation(read)).toEqual(read)
  })

  it.each(samples)('%s is the same after it was written again, and no field has changed', (_file, stored) => {
    const before = storedRegulation.read(stored)
    const after = storedRegulation.read(JSON.parse(storedRegulation.write(before)))

    expect(after).toEqual(before)
    expect(diffRegulations(before, after)).toEqual([])
  })

  it.each(samples)('%s is read by a release that has a field more and one less', (_file, stored) => {
    const { noticeDays: _noticeDays, ...kept } = storedRegulation.read(stored)

    expect(nextRelease.read(stored)).toEqual({ ...kept, ratings: { asked: false } })
  })

  it('one of that release is refused by this one in words', () => {
    const [, stored = {}] = samples[0] ?? []
    const written = JSON.parse(nextRelease.write(nextRelease.read(stored)))

    expect(() => storedRegulation.read(written)).toThrow(
      /regulation is of schema 3, and this program knows them up to 2/,
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
    expect(storedRegulation.read(changed(document, { schema: 2 }))).toMatchObject({ key: quantumMaintenance.key })
  })

  it('control: the form is asked of both', () => {
    const document = changed(quantumMaintenance, { 'work.quantumMinutes': 'ten' })

    expect(refusalOf(() => parseRegulation(document))).toBeDefined()
    expect(() => storedRegulation.read(changed(document, { schema: 2 }))).toThrow(/work.quantumMinutes/)
  })
})
