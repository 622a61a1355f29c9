import * as v from 'valibot'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { assignWaiting, type AssigningDeps } from './autoAssign.commands.ts'

const oneDesk = v.object({ deskId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    assignWaiting: v.InferOutput<typeof oneDesk>
  }
}

export function assignmentJobs(deps: AssigningDeps): JobTasks<'assignWaiting'> {
  return { assignWaiting: { payload: oneDesk, run: ({ deskId }) => assignWaiting(deps, deskId) } }
}
