import type { JobTasks } from '#server/platform/jobs.ts'
import { assignWaiting, type AssigningDeps } from './assigning.ts'

export function staffJobs(deps: AssigningDeps): JobTasks {
  return { assignWaiting: (payload) => assignWaiting(deps, String(payload['deskId'])) }
}
