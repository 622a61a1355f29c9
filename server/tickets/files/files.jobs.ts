import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { FileTools } from './files.port.ts'
import { sweepFiles, sweepStore } from './sweep.commands.ts'

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    sweepFiles: object
    sweepFileStore: object
  }
}

/** What is over every ten minutes; what nobody names, once an hour. */
export const fileCrontab = ['*/10 * * * * sweepFiles', '41 * * * * sweepFileStore'] as const

type Deps = { transaction: Transaction; tools: Pick<FileTools, 'store'> }

export function fileJobs(deps: Deps): JobTasks<'sweepFiles' | 'sweepFileStore'> {
  return {
    sweepFiles: { payload: nothingKept, run: () => sweepFiles(deps) },
    sweepFileStore: { payload: nothingKept, run: () => sweepStore(deps) },
  }
}
