import * as v from 'valibot'
import { forgetBuyersAndAgents } from '#server/billing/feature.ts'
import { nothingKept, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { forgetWriters } from '#server/regulations/feature.ts'
import { eraseTicketsOf } from '#server/tickets/feature.ts'
import { dropAttempts } from './codes/attempts.sql.ts'
import { attemptsMatterSince } from './codes/domain/attempts.ts'
import { forgetNamesOf } from './erasure.commands.ts'
import { deskIsGone, noticeIsOver, type SwitchDeps } from './connection.commands.ts'
import { beginVersions } from './versions/moves.commands.ts'
import { settleTariff } from './entitlement/licenceLevel.commands.ts'

const onePortal = v.object({ memberId: v.string() })
const oneClient = v.object({ memberId: v.string(), deskId: v.string() })
const oneDesk = v.object({ deskId: v.string() })
const gonePortal = v.object({ memberId: v.string(), before: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    connectionEnds: v.InferOutput<typeof onePortal>
    deskGone: v.InferOutput<typeof oneClient>
    settleTariff: v.InferOutput<typeof onePortal>
    forgetWords: v.InferOutput<typeof gonePortal>
    versionsBegin: v.InferOutput<typeof oneDesk>
    dropOldAttempts: object
  }
}
export type SupportTask =
  | 'connectionEnds'
  | 'deskGone'
  | 'settleTariff'
  | 'forgetWords'
  | 'versionsBegin'
  | 'dropOldAttempts'

type Deps = { transaction: Transaction; switchDeps: SwitchDeps }

export function supportJobs({ transaction, switchDeps }: Deps): JobTasks<SupportTask> {
  return {
    connectionEnds: {
      payload: onePortal,
      run: ({ memberId }) => transaction((unit) => noticeIsOver(unit, switchDeps, memberId)),
    },
    deskGone: {
      payload: oneClient,
      run: ({ memberId, deskId }) => transaction((unit) => deskIsGone(unit, switchDeps, memberId, deskId)),
    },
    settleTariff: {
      payload: onePortal,
      run: ({ memberId }) => transaction((unit) => settleTariff(unit, switchDeps.ticketDeps, memberId)),
    },
    forgetWords: {
      payload: gonePortal,
      run: ({ memberId, before }) => forgetWords(transaction, memberId, new Date(before)),
    },
    versionsBegin: {
      payload: oneDesk,
      run: ({ deskId }) => transaction((unit) => beginVersions(unit, deskId)),
    },
    dropOldAttempts: {
      payload: nothingKept,
      run: () => transaction((unit) => dropAttempts(unit, attemptsMatterSince(unit.at))),
    },
  }
}

/** What people of this portal wrote and who they are; what happened stays, with numbers for names. */
async function forgetWords(transaction: Transaction, memberId: string, before: Date): Promise<void> {
  await transaction((unit) => forgetNamesOf(unit, memberId, before))
  await transaction((unit) => forgetWriters(unit, memberId))
  await transaction((unit) => forgetBuyersAndAgents(unit, memberId))
  const eraseSome = (after: string | null) => transaction((unit) => eraseTicketsOf(unit, memberId, { before, after }))
  let after: string | null = null
  do after = await eraseSome(after)
  while (after !== null)
}
