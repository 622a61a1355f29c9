import type { TimerRow } from '../../domain/accountForUpdate.ts'
import type { Question } from './idlePrompt.ts'

/** Timers with their questions as they are at an instant, which of them are new, and when to look again. */
export type OpenQuestions = {
  timers: Map<string, TimerRow>
  asked: { intervalId: string; askedAt: Date }[]
  dueAt: Date[]
}

/** A question whose instant has come is open; one that somebody's work has answered is not any more. */
export function openQuestions(
  timers: ReadonlyMap<string, TimerRow>,
  questions: ReadonlyMap<string, Question>,
  at: Date,
): OpenQuestions {
  const open: OpenQuestions = { timers: new Map(timers), asked: [], dueAt: [] }
  for (const [intervalId, question] of questions) {
    const row = timers.get(intervalId)
    // It has stopped meanwhile.
    if (row === undefined) continue
    const now = withQuestion(row, question, at)
    if (now !== row) open.timers.set(intervalId, now)
    if (now !== row && now.askedAt !== null) open.asked.push({ intervalId, askedAt: now.askedAt })
    open.dueAt.push(isAsked(now, question) ? question.stopAt : question.askAt)
  }
  return open
}

function withQuestion(row: TimerRow, question: Question, at: Date): TimerRow {
  const isDue = question.askAt.getTime() <= at.getTime()
  if (isDue && !isAsked(row, question)) {
    return { ...row, askedAt: question.askAt, askStopsAt: question.stopAt, askCause: question.cause }
  }
  return !isDue && row.askedAt !== null ? { ...row, askedAt: null, askStopsAt: null, askCause: null } : row
}

/** Whether the agent has been asked this very question already. */
function isAsked(row: TimerRow, { askAt }: Question): boolean {
  return row.askedAt?.getTime() === askAt.getTime()
}
