import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import { sweepIdentification } from './pairing.commands.ts'

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    sweepIdentification: object
  }
}

export const identificationCrontab = ['11 4 * * * sweepIdentification'] as const

export function identificationJobs({ transaction }: { transaction: Transaction }): JobTasks<'sweepIdentification'> {
  return { sweepIdentification: { payload: nothingKept, run: () => transaction(sweepIdentification) } }
}
