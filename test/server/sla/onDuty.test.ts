import { describe, expect, it } from 'vitest'
import type { ClockEvent, ClockHappening } from '#server/sla/domain/clockEvents.ts'
import { pageOnDutyAt } from '#server/sla/domain/onDuty.ts'
import { replay } from '#server/sla/domain/ticketClocks.ts'
import { answer, at, history, promised, question, reopened, usual } from './history.ts'

const critical = promised(usual.targets, { priority: 'critical' })
const queued: ClockHappening = { type: 'queued', promised: critical }
const pageAt = (events: ClockEvent[]) => pageOnDutyAt(replay(events), { minutes: 60, wish: null })

describe('T12 the on-duty is paged for a critical incident', () => {
  it('an hour after the first reaction, at night as well', () => {
    expect(pageAt(history(['2026-11-05T21:00:00Z', queued], ['2026-11-05T21:10:00Z', answer]))).toEqual(
      at('2026-11-05T22:10:00Z'),
    )
  })

  it('also for a critical wish that nobody has decided yet (T3)', () => {
    const events = history(
      ['2026-11-05T21:00:00Z', { type: 'queued', promised: promised(usual.targets, { priority: 'medium' }) }],
      ['2026-11-05T21:10:00Z', answer],
    )

    expect(pageOnDutyAt(replay(events), { minutes: 60, wish: 'critical' })).toEqual(at('2026-11-05T22:10:00Z'))
    expect(pageOnDutyAt(replay(events), { minutes: 60, wish: 'high' })).toBeNull()
  })

  it('later by the time in which the client was asked, and not meanwhile', () => {
    const asked = ['2026-11-05T21:10:00Z', question, 'waitingForClient'] as const
    const answered = history(['2026-11-05T21:00:00Z', queued], [...asked], ['2026-11-05T21:40:00Z', 'clientMessage'])

    expect(pageAt(answered)).toEqual(at('2026-11-05T22:40:00Z'))
    expect(pageAt(answered.slice(0, 3))).toBeNull()
  })

  it('at the same instant whatever stood still afterwards, so that nobody is paged twice', () => {
    const events = history(
      ['2026-11-05T21:00:00Z', queued],
      ['2026-11-05T21:10:00Z', answer],
      ['2026-11-05T23:00:00Z', question, 'waitingForClient'],
      ['2026-11-05T23:30:00Z', 'clientMessage'],
    )

    expect(pageAt(events)).toEqual(at('2026-11-05T22:10:00Z'))
  })

  it('again after it was reopened, by the time that is left', () => {
    const events = history(
      ['2026-11-05T21:00:00Z', queued],
      ['2026-11-05T21:10:00Z', answer],
      ['2026-11-05T21:30:00Z', answer, 'resolved'],
      ['2026-11-06T08:00:00Z', reopened],
    )

    expect(pageAt(events)).toEqual(at('2026-11-06T08:40:00Z'))
    expect(pageAt(events.slice(0, -1))).toBeNull()
  })

  it.each<[title: string, first: ClockHappening, then: ClockHappening]>([
    ['nobody has reacted', queued, { type: 'note' }],
    ['it is less than critical', { type: 'queued', promised: usual }, answer],
    ['it is no incident', { type: 'queued', promised: promised({}, { category: null, priority: 'critical' }) }, answer],
    ['it is closed', queued, { type: 'closed' }],
  ])('not while %s', (_title, first, then) => {
    expect(pageAt(history(['2026-11-05T21:00:00Z', first], ['2026-11-05T21:10:00Z', then]))).toBeNull()
  })
})
