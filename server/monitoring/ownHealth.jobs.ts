import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Readiness } from '#server/platform/http/readiness.ts'
import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import { lookAtOneself } from './ownHealth.commands.ts'

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    lookAtOneself: object
  }
}

export const ownHealthCrontab = ['* * * * * lookAtOneself'] as const

type Deps = { transaction: Transaction; announcing: AnnouncingPort; readiness: Readiness }

/** D3: once a minute whichever process comes first tries what every answer needs, the database and the folder of files. */
export function ownHealthJobs({ transaction, announcing, readiness }: Deps): Pick<JobTasks, 'lookAtOneself'> {
  return {
    lookAtOneself: {
      payload: nothingKept,
      async run() {
        const reason = await readiness()
        await transaction((unit) => lookAtOneself(unit, announcing, reason))
      },
    },
  }
}
