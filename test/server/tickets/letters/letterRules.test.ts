import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workingMilliseconds, prepareCalendar } from '#server/calendar/calendar.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import {
  alertedUpTo,
  alertsDue,
  answered,
  confirmed,
  mayConfirm,
  promiseFor,
  written,
  type Letter,
} from '#server/tickets/letters/domain/letter.ts'
import { addresseeFor, letterSideOf } from '#server/tickets/letters/domain/letterSide.ts'
import { refusalOf } from '#test/support/refusals.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-11-16T07:00:00Z')
const later = (minutes: number) => new Date(monday.getTime() + minutes * 60_000)
const { office } = saasSupport.calendars
if (office === undefined) throw new Error('the preset has no office hours')
const worked = prepareCalendar(office)
const within = (minutes: number) => ({
  ...saasSupport,
  feedback: { ...saasSupport.feedback, answerWithin: { minutes, calendar: 'office' } },
})
const promise = { dueAt: later(60), ownerDueAt: later(120) }
const waiting: Letter = { kind: 'urgent', status: 'waiting', waitsSince: monday, promise, alerts: 0 }

describe('T11 the promise of an answer', () => {
  it('is nobody’s where the regulation names no time, as none of the sources does, and never for feedback', () => {
    expect(promiseFor(vendorSla, 'urgent', monday)).toBeNull()
    expect(promiseFor(saasSupport, 'urgent', monday)).toBeNull()
    expect(promiseFor(within(60), 'feedback', monday)).toBeNull()
  })

  it('is working time of the desk: what comes at night begins in the morning', () => {
    const night = new Date('2026-11-16T20:00:00Z')

    expect(promiseFor(within(60), 'urgent', monday)).toEqual(promise)
    expect(promiseFor(within(60), 'urgent', night)?.dueAt).toEqual(new Date('2026-11-17T06:00:00Z'))
  })

  it('is as long as was said, and the owner is told after as long again', () => {
    const instants = fc.integer({ min: 0, max: 60 * 24 * 60 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), instants, (minutes, ahead) => {
        const at = later(ahead)
        const found = promiseFor(within(minutes), 'urgent', at)
        expect(workingMilliseconds(worked, at, found?.dueAt ?? at)).toBe(minutes * 60_000)
        expect(workingMilliseconds(worked, at, found?.ownerDueAt ?? at)).toBe(2 * minutes * 60_000)
      }),
      { numRuns: 60 },
    )
  })
})

describe('T11 a letter', () => {
  it('that waits goes on waiting since then, whatever else is written', () => {
    expect(written(waiting, 'urgent', null, later(30))).toBe(waiting)
  })

  it('that was answered waits anew, by a promise of its own', () => {
    const anew = { dueAt: later(200), ownerDueAt: later(300) }

    expect(written(answered({ ...waiting, alerts: 2 }), 'urgent', anew, later(150))).toEqual({
      kind: 'urgent',
      status: 'waiting',
      waitsSince: later(150),
      promise: anew,
      alerts: 0,
    })
  })

  it('is closed without an answer where it is feedback, or where its client is another’s now', () => {
    const feedback: Letter = { ...waiting, kind: 'feedback', promise: null }

    expect(confirmed(feedback, true)?.status).toBe('read')
    expect(confirmed(waiting, false)?.status).toBe('read')
    expect(refusalOf(() => confirmed(waiting, true))?.code).toBe('letter_needs_answer')
    expect(confirmed(answered(waiting), true)).toBeNull()
    expect([mayConfirm(feedback, true), mayConfirm(waiting, true), mayConfirm(answered(feedback), true)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('that is late tells those who lead, later the owner, each once', () => {
    expect(alertsDue(waiting, later(59))).toEqual({ tell: [], next: later(60) })
    expect(alertsDue(waiting, later(60))).toEqual({ tell: ['lead'], next: later(120) })
    expect(alertsDue({ ...waiting, alerts: 1 }, later(119))).toEqual({ tell: [], next: later(120) })
    expect(alertsDue({ ...waiting, alerts: 1 }, later(120))).toEqual({ tell: ['owner'], next: null })
    expect(alertsDue({ ...waiting, alerts: 2 }, later(999))).toEqual({ tell: [], next: null })
    expect(alertsDue(waiting, later(500))).toEqual({ tell: ['lead', 'owner'], next: null })
    expect(alertsDue(answered(waiting), later(500))).toEqual({ tell: [], next: null })
    expect([alertedUpTo(0, 1), alertedUpTo(0, 2), alertedUpTo(1, 1), alertedUpTo(1, 0)]).toEqual([1, 2, 2, 1])
  })
})

describe('T11 who reads a letter', () => {
  const letter = { deskId: 'desk', memberId: 'client', addresseeId: 7 }
  const desk = (role: 'agent' | 'lead' | 'owner', deskId = 'desk') =>
    ({ deskId, name: '', kind: 'partner', role }) as const
  const person = (changes: Partial<Parameters<typeof letterSideOf>[0]>) =>
    letterSideOf({ desk: null, userId: 1, client: null, memberId: 'other', ...changes }, letter)

  it('is its client, those who lead, and whom it is addressed to', () => {
    expect(person({ client: 'integrator', memberId: 'client' })).toBe('client')
    expect(person({ desk: desk('lead') })).toBe('desk')
    expect(person({ desk: desk('owner') })).toBe('desk')
    expect(person({ desk: desk('agent'), userId: 7 })).toBe('desk')
  })

  it('is nobody else', () => {
    expect(person({ desk: desk('agent') })).toBeNull()
    expect(person({ desk: desk('owner', 'another') })).toBeNull()
    expect(person({ client: 'admin' })).toBeNull()
    expect(person({ memberId: 'client' })).toBeNull()
    expect([addresseeFor({ desk: desk('agent'), userId: 7 }), addresseeFor({ desk: desk('lead'), userId: 7 })]).toEqual(
      [7, null],
    )
  })
})
