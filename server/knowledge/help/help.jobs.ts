import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import { sweepHelpQuestions } from './help.commands.ts'

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    sweepHelpQuestions: object
  }
}

export const helpCrontab = ['23 4 * * * sweepHelpQuestions'] as const

export function helpJobs({ transaction }: { transaction: Transaction }): JobTasks<'sweepHelpQuestions'> {
  return { sweepHelpQuestions: { payload: nothingKept, run: () => transaction(sweepHelpQuestions) } }
}
