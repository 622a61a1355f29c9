import * as v from 'valibot'
import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import { checkFacts, type CheckDeps } from './codes.commands.ts'
import { sweepIdentification } from './pairing.commands.ts'

const kept = v.object({ codeId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    sweepIdentification: object
    checkFacts: v.InferOutput<typeof kept>
  }
}

export type IdentificationTask = 'sweepIdentification' | 'checkFacts'

export const identificationCrontab = ['11 4 * * * sweepIdentification'] as const

export function identificationJobs(deps: CheckDeps): JobTasks<IdentificationTask> {
  return {
    sweepIdentification: { payload: nothingKept, run: () => deps.transaction(sweepIdentification) },
    checkFacts: { payload: kept, run: ({ codeId }) => checkFacts(deps, codeId) },
  }
}
