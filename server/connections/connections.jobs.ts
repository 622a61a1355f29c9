import { forgetBuyersAndAgents } from '#server/billing/feature.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { forgetWriters } from '#server/regulations/feature.ts'
import { eraseTextsOf } from '#server/tickets/feature.ts'
import { dropAttempts } from './codes/attempts.sql.ts'
import { attemptsMatterSince } from './codes/domain/attempts.ts'
import { forgetNamesOf } from './erasure.commands.ts'
import { deskIsGone, noticeIsOver, type SwitchDeps } from './connection.commands.ts'
import { settleTariff } from './entitlement/licenceLevel.commands.ts'

export function supportJobs({
  transaction,
  switchDeps,
}: {
  transaction: Transaction
  switchDeps: SwitchDeps
}): JobTasks {
  const eraseSome = (memberId: string, before: Date, after: string | null) =>
    transaction((unit) => eraseTextsOf(unit, memberId, { before, after }))

  return {
    connectionEnds: (payload) => transaction((unit) => noticeIsOver(unit, switchDeps, String(payload['memberId']))),
    deskGone: (payload) =>
      transaction((unit) => deskIsGone(unit, switchDeps, String(payload['memberId']), String(payload['deskId']))),
    settleTariff: (payload) =>
      transaction((unit) => settleTariff(unit, switchDeps.ticketDeps, String(payload['memberId']))),
    /** What people of this portal wrote and who they are; what happened stays, with numbers for names. */
    async forgetWords(payload) {
      const memberId = String(payload['memberId'])
      const before = new Date(String(payload['before']))
      await transaction((unit) => forgetNamesOf(unit, memberId, before))
      await transaction((unit) => forgetWriters(unit, memberId))
      await transaction((unit) => forgetBuyersAndAgents(unit, memberId))
      let after: string | null = null
      do after = await eraseSome(memberId, before, after)
      while (after !== null)
    },
    dropOldAttempts: () => transaction((unit) => dropAttempts(unit, attemptsMatterSince(unit.at))),
  }
}
