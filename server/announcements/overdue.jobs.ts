import * as v from 'valibot'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { tellOverdue } from './overdue.commands.ts'

const planned = v.object({ announcementId: v.string(), until: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    announcementOverdue: v.InferOutput<typeof planned>
  }
}

/** D3: maintenance at the instant at which it should have ended. */
export function overdueJobs({ transaction }: { transaction: Transaction }): JobTasks<'announcementOverdue'> {
  return {
    announcementOverdue: {
      payload: planned,
      run: (end) => transaction((unit) => tellOverdue(unit, end)),
    },
  }
}
