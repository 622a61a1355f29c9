import { Refusal } from '#server/platform/refusal.ts'
import type { Account } from './account.ts'
import type { CommandOf } from './billingCommands.ts'
import type { BillingEvent } from './billingEvents.ts'
import { endOf } from './validity.ts'

/** Q9: names a package and a reason, and takes no balance below 0. */
export function decideAdjustment(account: Account, command: CommandOf<'adjust'>): BillingEvent[] {
  const { at, packageId, quanta, by } = command
  if (!Number.isSafeInteger(quanta) || quanta === 0) throw new RangeError(`Nothing is adjusted by ${quanta} quanta`)
  const reason = command.reason.trim()
  if (reason === '') throw new Refusal('reason_required')
  if (packageId === null) {
    const owed = account.owedQuanta - quanta
    if (owed < 0) throw new Refusal('more_than_owed', { owed: account.owedQuanta })
    if (quanta < 0 && owed > account.limitQuanta)
      throw new Refusal('balance_too_low', { left: account.limitQuanta - account.owedQuanta })
    return [{ type: 'quanta.adjusted', at, packageId, quanta, reason, by }]
  }
  const named = account.packages.find((one) => one.packageId === packageId)
  if (named === undefined) throw new Refusal('package_unknown')
  if (named.left + quanta < 0) throw new Refusal('balance_too_low', { left: named.left })
  if (!named.hasEnded) return [{ type: 'quanta.adjusted', at, packageId, quanta, reason, by }]
  const { planCode, validity } = named
  const small = {
    packageId: command.newPackageId,
    planCode,
    quanta,
    ends: endOf(validity, at, command.timeZone),
    validity,
  }
  return [{ type: 'quanta.returned', at, endedPackageId: packageId, package: small, reason, by }]
}

/**
 * What a payment brought that was a mistake: the package loses all that is left, also what was given back on top. A package of
 * which something was used stays, since a second payment would bring those quanta again; one that has ended counts as used (Q8).
 */
export function decideTakingBack(account: Account, command: CommandOf<'takeBackPurchase'>): BillingEvent[] {
  const { at, packageId, quanta, reason, by } = command
  if (packageId === null) {
    if (account.owedQuanta + quanta > account.limitQuanta) throw new Refusal('owed_cannot_return')
    return [{ type: 'quanta.adjusted', at, packageId, quanta: -quanta, reason, by }]
  }
  const begun = account.packages.find((one) => one.packageId === packageId)
  if (begun === undefined || begun.hasEnded) throw new Refusal('package_ended')
  if (begun.left < begun.quanta) throw new Refusal('quanta_used', { used: begun.quanta - begun.left })
  return [{ type: 'quanta.adjusted', at, packageId, quanta: -begun.left, reason, by }]
}
