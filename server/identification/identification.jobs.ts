import * as v from 'valibot'
import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import { checkFacts, type CheckDeps } from './codes.commands.ts'
import { sweepIdentification } from './pairing.commands.ts'
import { sendTicketCode } from './ticketCodes.commands.ts'

const kept = v.object({ codeId: v.string() })
const keptTicket = v.object({ ticketId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    sweepIdentification: object
    checkFacts: v.InferOutput<typeof kept>
    sendTicketCode: v.InferOutput<typeof keptTicket>
  }
}

export type IdentificationTask = 'sweepIdentification' | 'checkFacts' | 'sendTicketCode'

export const identificationCrontab = ['11 4 * * * sweepIdentification'] as const

export function identificationJobs(deps: CheckDeps): JobTasks<IdentificationTask> {
  return {
    sweepIdentification: { payload: nothingKept, run: () => deps.transaction(sweepIdentification) },
    checkFacts: { payload: kept, run: ({ codeId }) => checkFacts(deps, codeId) },
    sendTicketCode: { payload: keptTicket, run: ({ ticketId }) => sendTicketCode(deps, ticketId) },
  }
}
