import { describe, expect, it } from 'vitest'
import { type AskedTimer, type AskTerms, nextQuestion } from '#server/billing/accounts/domain/idlePrompt.ts'
import { workingDayEnds } from '#server/calendar/workingDayEnd.ts'
import { type Calendar, prepareCalendar, type Span } from '#server/calendar/calendar.ts'

function calendar(spans: Span[], timeZone = 'Europe/Moscow') {
  const weekly: Calendar['weekly'] = { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: [], 7: [] }
  return prepareCalendar({ timeZone, weekly, exceptions: {} })
}

/** Monday in Moscow. */
function moscow(wall: string, day = 2): Date {
  return new Date(`2026-03-0${day}T${wall}:00+03:00`)
}

const office = calendar([['09:00', '18:00']])
const terms: AskTerms = { askAfterIdleMinutes: 60, stopAfterMinutes: 5, askBeforeDayEndsMinutes: 5 }

function timer(startedAt: Date, signs: Partial<AskedTimer> = {}): AskedTimer {
  return { startedAt, lastActivityAt: null, answeredAt: null, ...signs }
}

describe('Q11 a timer asks its agent', () => {
  it('after 60 minutes without activity, and stops 5 minutes later without an answer', () => {
    expect(nextQuestion(timer(moscow('10:00')), terms, office)).toEqual({
      askAt: moscow('11:00'),
      stopAt: moscow('11:05'),
      cause: 'noAnswer',
    })
  })

  it('counts from the last activity on the ticket, or the last answer', () => {
    const active = timer(moscow('10:00'), { lastActivityAt: moscow('10:40') })
    const answered = timer(moscow('10:00'), { lastActivityAt: moscow('10:40'), answeredAt: moscow('11:42') })

    expect(nextQuestion(active, terms, office).askAt).toEqual(moscow('11:40'))
    expect(nextQuestion(answered, terms, office).askAt).toEqual(moscow('12:42'))
  })

  it('counts no activity from before its start', () => {
    const old = timer(moscow('10:00'), { lastActivityAt: moscow('08:00') })

    expect(nextQuestion(old, terms, office).askAt).toEqual(moscow('11:00'))
  })

  it('5 minutes before the working day ends, and stops with it', () => {
    const late = timer(moscow('15:00'), { lastActivityAt: moscow('17:50') })

    expect(nextQuestion(late, terms, office)).toEqual({
      askAt: moscow('17:55'),
      stopAt: moscow('18:00'),
      cause: 'dayEnded',
    })
  })

  it('at once when it starts in the last minutes', () => {
    expect(nextQuestion(timer(moscow('17:58')), terms, office)).toMatchObject({
      askAt: moscow('17:58'),
      stopAt: moscow('18:00'),
    })
  })

  it('not about the end of the day again once that was answered, nor after activity alone', () => {
    const answered = timer(moscow('15:00'), { answeredAt: moscow('17:56') })
    const onlyActive = timer(moscow('15:00'), { lastActivityAt: moscow('17:57') })

    expect(nextQuestion(answered, terms, office)).toMatchObject({ askAt: moscow('18:56'), cause: 'noAnswer' })
    expect(nextQuestion(onlyActive, terms, office)).toMatchObject({ stopAt: moscow('18:00'), cause: 'dayEnded' })
  })

  it('by the next working day when it starts after hours', () => {
    const evening = timer(moscow('20:00'), { lastActivityAt: moscow('17:50', 3) })

    expect(nextQuestion(evening, terms, office)).toMatchObject({ stopAt: moscow('18:00', 3), cause: 'dayEnded' })
  })

  it('only about idleness where the regulation or the calendar knows no end of the day', () => {
    const late = timer(moscow('17:30'))
    const always = prepareCalendar({
      timeZone: 'UTC',
      weekly: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day },
      exceptions: {},
    })

    expect(nextQuestion(late, { ...terms, askBeforeDayEndsMinutes: null }, office).cause).toBe('noAnswer')
    expect(nextQuestion(late, terms, always)).toMatchObject({ askAt: moscow('18:30'), cause: 'noAnswer' })
  })
})

const day: Span[] = [['00:00', '24:00']]

describe('Q11 the end of a working day', () => {
  const withBreak = calendar([
    ['09:00', '13:00'],
    ['14:00', '18:00'],
  ])
  const night = calendar([['22:00', '06:00']])

  it.each([
    ['in the morning', withBreak, moscow('10:00'), moscow('18:00')],
    ['in the break', withBreak, moscow('13:30'), moscow('18:00')],
    ['before opening', withBreak, moscow('07:00'), moscow('18:00')],
    ['at closing time', withBreak, moscow('18:00'), moscow('18:00', 3)],
    ['on a Saturday', withBreak, moscow('12:00', 7), moscow('18:00', 9)],
    ['in a shift over midnight', night, moscow('23:00'), moscow('06:00', 3)],
    ['after midnight of such a shift', night, moscow('01:00', 3), moscow('06:00', 3)],
  ])('%s', (_title, hours, at, ends) => {
    expect(workingDayEnds(hours, at)).toEqual(ends)
  })
})
