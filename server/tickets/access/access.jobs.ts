import * as v from 'valibot'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { KeyFolder } from '#server/platform/keys/keyFolder.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { accessIsDue } from './due.commands.ts'
import { sweepKeys } from './keySweep.commands.ts'

const ofBox = v.object({ accessId: v.string() })
const ofKeys = v.object({ keyIds: v.array(v.string()) })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    accessDue: v.InferOutput<typeof ofBox>
    deleteBoxKeys: v.InferOutput<typeof ofKeys>
    sweepBoxKeys: object
  }
}

/** What a server that was killed has left, once an hour. */
export const accessCrontab = ['27 * * * * sweepBoxKeys'] as const

type Deps = { transaction: Transaction; ticketDeps: Pick<TicketDeps, 'access'>; keys: KeyFolder }

export function accessJobs(deps: Deps): JobTasks<'accessDue' | 'deleteBoxKeys' | 'sweepBoxKeys'> {
  const { transaction, ticketDeps, keys } = deps
  return {
    accessDue: {
      payload: ofBox,
      run: ({ accessId }) => transaction((unit) => accessIsDue(unit, ticketDeps, accessId)),
    },
    deleteBoxKeys: {
      payload: ofKeys,
      async run({ keyIds }) {
        for (const keyId of keyIds) await keys.remove(keyId)
      },
    },
    sweepBoxKeys: { payload: nothingKept, run: () => sweepKeys(deps) },
  }
}
