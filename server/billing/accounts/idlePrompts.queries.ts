import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { Account } from '../domain/account.ts'
import { nextQuestion, type Question } from './domain/idlePrompt.ts'
import type { TicketPort } from './ticket.port.ts'
import type { AccountForUpdate, TimerRow } from '../domain/accountForUpdate.ts'
import { workCalendarOf } from '../domain/workTerms.ts'

/** The next question to the agent of each of the account's timers that run now (Q11). */
export async function findQuestions(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  { deskId, timers }: AccountForUpdate,
  { running }: Account,
): Promise<Map<string, Question>> {
  const questions = new Map<string, Question>()
  if (running.length === 0) return questions
  const activity = await ticketPort.lastActivity(
    unit,
    running.map(({ ticketId }) => ticketId),
  )
  for (const { intervalId, ticketId, startedAt } of running) {
    const row = timers.get(intervalId)
    if (row === undefined) throw new Error('a timer runs that has no row')
    const regulation = await regulationOfVersion(unit.tx, deskId, row.regulationVersion)
    const lastActivityAt = activity.get(ticketId) ?? null
    const timer = { startedAt, lastActivityAt, answeredAt: row.answeredAt }
    const overdue = unanswered(row, lastActivityAt)
    questions.set(intervalId, overdue ?? nextQuestion(timer, regulation.work.timer, workCalendarOf(regulation)))
  }
  return questions
}

/** What somebody does after the timer should have stopped does not keep it running. */
function unanswered({ askedAt, askStopsAt, askCause }: TimerRow, lastActivityAt: Date | null): Question | null {
  if (askedAt === null || askStopsAt === null || askCause === null || lastActivityAt === null) return null
  return lastActivityAt.getTime() >= askStopsAt.getTime()
    ? { askAt: askedAt, stopAt: askStopsAt, cause: askCause }
    : null
}

/** Whether the agent has been asked this very question already. */
export function isAsked(row: TimerRow, { askAt }: Question): boolean {
  return row.askedAt?.getTime() === askAt.getTime()
}

export function dueAtOf(row: TimerRow, question: Question): Date {
  return isAsked(row, question) ? question.stopAt : question.askAt
}
