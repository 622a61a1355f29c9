import { nothingKept, type JobTasks } from '../jobs/jobs.ts'
import type { Transaction } from '../db/unitOfWork.ts'
import { dropOldSessions } from './session.ts'

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    dropOldSessions: object
  }
}

export const sessionCrontab = ['17 * * * * dropOldSessions'] as const

export function sessionJobs(transaction: Transaction): JobTasks<'dropOldSessions'> {
  return { dropOldSessions: { payload: nothingKept, run: () => transaction(dropOldSessions) } }
}
