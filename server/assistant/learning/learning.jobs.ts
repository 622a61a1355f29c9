import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import { sweepAttempts } from './learning.commands.ts'

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    sweepAttempts: object
  }
}

export const learningCrontab = ['47 4 * * * sweepAttempts'] as const

export function learningJobs({ transaction }: { transaction: Transaction }): JobTasks<'sweepAttempts'> {
  return { sweepAttempts: { payload: nothingKept, run: () => transaction(sweepAttempts) } }
}
