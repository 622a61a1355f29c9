import { type PreparedCalendar, whereComputable } from '#server/calendar/calendar.ts'
import { later, MINUTE } from '#server/calendar/seconds.ts'
import { workingDayEnds } from '#server/calendar/workingDayEnd.ts'

/** What the regulation says about forgotten timers (Q11). */
export type AskTerms = {
  askAfterIdleMinutes: number
  stopAfterMinutes: number
  /** Null: the end of the working day stops nothing. */
  askBeforeDayEndsMinutes: number | null
}

export type AskedTimer = {
  startedAt: Date
  /** The last message, note or move on the ticket; null: none since the start. */
  lastActivityAt: Date | null
  /** The last "yes, still working". */
  answeredAt: Date | null
}

/** The question, and what follows if nobody answers. */
export type Question = { askAt: Date; stopAt: Date; cause: 'noAnswer' | 'dayEnded' }

/**
 * The next question to this timer's agent. Each sign of life counts anew, so a caller asks again after each; once `askAt` has
 * come the question is open, and at `stopAt` the timer stops. An answer to the question before the end of the working day lets
 * the timer run on until the next working day ends. Where the calendar cannot say when that is, only idleness is asked about.
 */
export function nextQuestion(timer: AskedTimer, terms: AskTerms, calendar: PreparedCalendar | null): Question {
  const idle = idleQuestion(timer, terms)
  const day = calendar === null ? null : whereComputable(() => dayQuestion(timer, terms, calendar))
  return day !== null && day.stopAt.getTime() <= idle.stopAt.getTime() ? day : idle
}

function idleQuestion({ startedAt, lastActivityAt, answeredAt }: AskedTimer, terms: AskTerms): Question {
  const lastSign = later(later(startedAt, lastActivityAt ?? startedAt), answeredAt ?? startedAt)
  const askAt = after(lastSign, terms.askAfterIdleMinutes)
  return { askAt, stopAt: after(askAt, terms.stopAfterMinutes), cause: 'noAnswer' }
}

function dayQuestion(timer: AskedTimer, terms: AskTerms, calendar: PreparedCalendar): Question | null {
  const minutes = terms.askBeforeDayEndsMinutes
  if (minutes === null) return null
  let dayEnds = workingDayEnds(calendar, timer.startedAt)
  for (;;) {
    if (dayEnds === null) return null
    // A timer started in the last minutes is asked at once, and still stops with the day.
    const askAt = later(after(dayEnds, -minutes), timer.startedAt)
    const isAnswered = timer.answeredAt !== null && timer.answeredAt.getTime() >= askAt.getTime()
    if (!isAnswered) return { askAt, stopAt: dayEnds, cause: 'dayEnded' }
    dayEnds = workingDayEnds(calendar, dayEnds)
  }
}

function after(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MINUTE)
}
