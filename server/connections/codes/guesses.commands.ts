import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { countAttempt } from './attempts.commands.ts'
import { takeBackAttempt } from './attempts.sql.ts'

/**
 * C2: guesses are counted. An attempt counts before anybody looks, so that of many at once none goes uncounted; what turned out to be
 * a code that works is taken back. Whoever was refused for the code itself has guessed, also where it is a dead one.
 */
export async function withAttempt<Found>(
  transaction: Transaction,
  memberId: string,
  use: () => Promise<Found>,
): Promise<Found> {
  const at = await transaction(async (unit) => {
    await countAttempt(unit, memberId)
    return unit.at
  })
  const giveBack = () => transaction((unit) => takeBackAttempt(unit, memberId, at))
  try {
    const found = await use()
    await giveBack()
    return found
  } catch (error) {
    if (error instanceof Refusal && !isGuess(error)) await giveBack()
    throw error
  }
}

/** Of support codes (C2) and of coupons (T10), which share one count: who guesses the one guesses the other. */
function isGuess({ code }: Refusal): boolean {
  return code.startsWith('code_') || code.startsWith('coupon_')
}
