import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { storedInstant, storedJson, type Upcast } from '#server/platform/db/storedJson.ts'

const first = storedJson({
  name: 'visit',
  schema: v.strictObject({ at: storedInstant, note: v.pipe(v.string(), v.maxLength(5)) }),
  upcasts: [],
})

/** Two releases later: `note` became a list, then somebody is named. */
const upcasts: Upcast[] = [
  ({ note, ...rest }) => ({ ...rest, notes: [note] }),
  (stored) => ({ ...stored, by: 'nobody' }),
]
const third = storedJson({
  name: 'visit',
  schema: v.strictObject({ at: storedInstant, notes: v.array(v.string()), by: v.string() }),
  upcasts,
})

const at = new Date('2026-11-20T09:00:00.123Z')

describe('JSON that is kept', () => {
  it('says by which schema it was written, and reads as it was', () => {
    const text = first.write({ at, note: 'ok' })

    expect(JSON.parse(text)).toEqual({ schema: 1, at: at.toJSON(), note: 'ok' })
    expect(first.read(JSON.parse(text))).toEqual({ at, note: 'ok' })
    expect(JSON.parse(third.write({ at, notes: [], by: 'agent' }))).toMatchObject({ schema: 3 })
  })

  it.each([
    ['of no schema, which is the first', { at: at.toJSON(), note: 'ok' }],
    ['of the first', { schema: 1, at: at.toJSON(), note: 'ok' }],
    ['of the second', { schema: 2, at: at.toJSON(), notes: ['ok'] }],
    ['of the third', { schema: 3, at: at.toJSON(), notes: ['ok'], by: 'nobody' }],
  ])('is brought up to now from a value %s', (_which, stored) => {
    expect(third.read(stored)).toEqual({ at, notes: ['ok'], by: 'nobody' })
  })

  it('is not guessed at where a newer program wrote it', () => {
    expect(() => third.read({ schema: 5, at: at.toJSON() })).toThrow(
      'a stored visit is of schema 5, and this program knows them up to 3: a newer one wrote it',
    )
  })

  it.each([0, -1, 1.5, '1', null])('refuses a schema that is no number of one: %j', (schema) => {
    expect(() => first.read({ schema, at: at.toJSON(), note: 'ok' })).toThrow(/says that it is of schema/)
  })

  it.each([null, 'text', 7, [[]]])('refuses what is no object: %j', (stored) => {
    expect(() => first.read(stored)).toThrow('a stored visit is no object')
  })

  it.each([
    ['a field too many', { at: at.toJSON(), note: 'ok', more: 1 }, /at more/],
    ['a field too few', { note: 'ok' }, /at at/],
    ['another type', { at: at.toJSON(), note: 7 }, /at note/],
    ['no instant', { at: 'yesterday', note: 'ok' }, /at at/],
    ['an instant that no calendar has', { at: '2026-11-20T09:00:00+99', note: 'ok' }, /at at/],
  ])('refuses %s, with its place: only an upcast may account for it', (_what, stored, place) => {
    expect(() => first.read(stored)).toThrow(place)
  })

  it('keeps to what was allowed when it was written, and writes by what is allowed now', () => {
    const long = { at, note: 'far too long' }

    expect(first.read({ at: at.toJSON(), note: long.note })).toEqual(long)
    expect(() => first.write(long)).toThrow(/Invalid length/)
  })
})
