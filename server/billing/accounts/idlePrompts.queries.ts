import type { Reader } from '#server/platform/db/db.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { nextQuestion, type Question } from './domain/idlePrompt.ts'
import type { TicketPort } from './ticket.port.ts'
import type { AccountState, TimerRow } from '../domain/accountForUpdate.ts'
import { workCalendarOf } from '../domain/workTerms.ts'

/** When people last did something on each ticket. */
export type Activity = ReadonlyMap<string, Date>

/** The next question to the agent of each of the account's timers that run now (Q11). */
export async function findQuestions(
  { tx }: { tx: Reader },
  tickets: Pick<TicketPort, 'lastActivity'>,
  state: AccountState,
): Promise<Map<string, Question>> {
  const { running } = state.account
  if (running.length === 0) return new Map()
  const activity = await tickets.lastActivity(
    tx,
    running.map(({ ticketId }) => ticketId),
  )
  return questionsOf(tx, state, activity)
}

/** The same by activity that is known, for whoever asks for many accounts. */
export async function questionsOf(
  tx: Reader,
  { deskId, timers, account }: AccountState,
  activity: Activity,
): Promise<Map<string, Question>> {
  const questions = new Map<string, Question>()
  for (const { intervalId, ticketId, startedAt } of account.running) {
    const row = timers.get(intervalId)
    if (row === undefined) throw new Error('a timer runs that has no row')
    const regulation = await regulationOfVersion(tx, deskId, row.regulationVersion)
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
