import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { dropOldShown } from '../shown/shown.commands.ts'
import { dropOldDeliveries } from './deliveries.sql.ts'

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    dropOldDeliveries: object
  }
}

export const deliveryCrontab = ['41 2 * * * dropOldDeliveries ?fill=1d']

/** The log of deliveries is kept for three months: longer than any job that could send the same again. */
const keptDays = 90

export function deliveryJobs({ transaction }: { transaction: Transaction }): JobTasks<'dropOldDeliveries'> {
  return {
    dropOldDeliveries: {
      payload: nothingKept,
      run: () =>
        transaction(async (unit) => {
          const before = new Date(unit.at.getTime() - keptDays * 86_400_000)
          await dropOldDeliveries(unit, before)
          await dropOldShown(unit, before)
        }),
    },
  }
}
