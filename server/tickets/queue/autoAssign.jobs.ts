import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { assignWaiting, type AssigningDeps } from './autoAssign.commands.ts'

export function assignmentJobs(deps: AssigningDeps): JobTasks {
  return { assignWaiting: (payload) => assignWaiting(deps, String(payload['deskId'])) }
}
