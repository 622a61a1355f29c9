import { randomUUID } from 'node:crypto'
import type { AdjustQuantaInput } from '#contract/billing/accounts.types.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion, type InForce } from '#server/regulations/regulation.queries.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { Accounts } from './accounts.commands.ts'
import { insertAdjustment, isKnownAdjustment } from './adjustments.sql.ts'
import { readPackageVersions } from './packageVersions.sql.ts'
import { countOrderedOwed } from './orderedOwed.sql.ts'
import type { AccountForUpdate } from '../domain/accountForUpdate.ts'
import { decide } from '../domain/billing.ts'
import { zoneOf } from '../domain/workTerms.ts'

export type Adjustments = ReturnType<typeof makeAdjustments>

export function makeAdjustments({ accounts, termsFor }: TermsPort & { accounts: Accounts }) {
  /** Q9: by a lead or the owner, on a package, with a reason that the client reads. The same id again is done already. */
  async function adjustQuanta(
    unit: UnitOfWork,
    actor: StaffActor,
    { memberId, adjustmentId, packageId, quanta, reason }: AdjustQuantaInput,
  ): Promise<void> {
    const account = { deskId: actor.desk.deskId, memberId }
    const packageIds = packageId === null ? [] : [packageId]
    const accountForUpdate = await accounts.loadForUpdate(unit, account, { packageIds })
    if (accountForUpdate === null) throw new Refusal('not_found')
    const adjustment = { ...account, adjustmentId, packageId, quanta, reason }
    if (!(await insertAdjustment(unit, adjustment))) {
      if (!(await isKnownAdjustment(unit, adjustment))) throw new Refusal('id_used')
      return
    }
    await adjust(unit, actor, accountForUpdate, { packageId, quanta, reason })
  }

  /** The caller has the account and decides whether this has been done already. */
  async function adjust(
    unit: UnitOfWork,
    actor: StaffActor,
    accountForUpdate: AccountForUpdate,
    { packageId, quanta, reason }: Pick<AdjustQuantaInput, 'packageId' | 'quanta' | 'reason'>,
  ): Promise<AccountForUpdate> {
    if (packageId === null) await refuseWhatIsOrdered(unit, accountForUpdate, quanta)
    const { version, regulation } = await returnedTerms(unit, { termsFor }, accountForUpdate, packageId)
    const by = `${actor.memberId}:${actor.userId}`
    const adjustment = { packageId, quanta, reason, by, newPackageId: randomUUID(), timeZone: zoneOf(regulation) }
    return accounts.saveEvents(unit, {
      before: accountForUpdate,
      events: decide(accountForUpdate.account, { type: 'adjust', at: unit.at, ...adjustment }),
      journalActor: signatureOf(actor, 'desk'),
      returnedUnder: version,
    })
  }

  return { adjustQuanta, adjust }
}

/** E9: the client's own version now; where that does not sell the plan any more, the one under which the package was sold. */
async function returnedTerms(
  unit: UnitOfWork,
  { termsFor }: TermsPort,
  account: AccountForUpdate,
  packageId: string | null,
): Promise<InForce> {
  const now = await termsFor(unit, account)
  const named = account.account.packages.find((one) => one.packageId === packageId)
  if (named === undefined || now.regulation.plans.some(({ code }) => code === named.planCode)) return now
  const sold = await readPackageVersions(unit.tx, account, [named.packageId])
  const version = sold.get(named.packageId) ?? now.version
  return { version, regulation: await regulationOfVersion(unit.tx, account.deskId, version) }
}

/** What an open order is for stays owed: its price and its quanta are fixed. */
async function refuseWhatIsOrdered(
  unit: UnitOfWork,
  accountForUpdate: AccountForUpdate,
  quanta: number,
): Promise<void> {
  const { owedQuanta } = accountForUpdate.account
  if (quanta > owedQuanta) return
  const ordered = await countOrderedOwed(unit.tx, accountForUpdate, unit.at)
  if (owedQuanta - quanta < ordered) throw new Refusal('owed_is_ordered', { ordered })
}
