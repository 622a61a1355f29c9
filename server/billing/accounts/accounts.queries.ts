import type { AwaitedPayment } from '#contract/billing/base.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import { readSnapshot } from '#server/platform/db/snapshot.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { SoldPlan } from '#server/regulations/domain/soldPlan.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import type { ReadingDeps } from './accountNow.queries.ts'
import { accountFigures, noFigures } from './domain/accountFigures.ts'
import { awaitedPayment } from './domain/awaitedPayment.ts'
import { findServiceFigures, hasBegun, listLivePlans } from './accounts.sql.ts'

export { listLivePlans } from './accounts.sql.ts'

/** Whose quanta can be taken now, so that a ticket is promised by their plans, each as it was sold (E9). */
export async function livePlans(unit: UnitOfWork, { deskId, memberId }: AccountKey): Promise<SoldPlan[]> {
  const live = await listLivePlans(unit.tx, { deskId, memberIds: [memberId] }, unit.at)
  return live.get(memberId) ?? []
}

/** E10: why work at this desk waits for a payment now, by the figures that the balance shows; null where it does not. */
export async function findAwaited(
  { db, reads, termsFor }: ReadingDeps & TermsPort & { db: Db },
  key: AccountKey,
  at: Date,
): Promise<AwaitedPayment | null> {
  const now = await readSnapshot(db, at, (snapshot) => reads.accountNow(snapshot, key))
  const { regulation } = await termsFor({ tx: db, at }, key)
  return awaitedPayment(now === null ? noFigures : accountFigures(now.state), regulation)
}

/** E3: has this client an account at the desk, or can it have one: a desk that sells nothing, and never did to it, has none. */
export async function mayHaveAccount(
  { db, reads, termsFor }: ReadingDeps & TermsPort & { db: Db },
  key: AccountKey,
  at: Date,
): Promise<boolean> {
  const { regulation } = await termsFor({ tx: db, at }, key)
  if (regulation.plans.length > 0) return true
  return (await readSnapshot(db, at, (snapshot) => reads.accountNow(snapshot, key))) !== null
}

type Selling = Parameters<typeof awaitedPayment>[1]

/**
 * Q7, E10: a ticket that enters the queue now waits for the payment, too. The account was settled under its lock; `regulation`: by
 * which the client goes.
 */
export async function awaitedFor(
  unit: UnitOfWork,
  regulation: Selling,
  key: AccountKey,
  ticketId: string,
): Promise<AwaitedPayment | null> {
  const figures = (await findServiceFigures(unit.tx, key)) ?? noFigures
  const why = awaitedPayment(figures, regulation)
  // Q16: with a ticket that has paid its least charge the rest can be run down, and so service is back.
  return why === 'belowLeast' && (await hasBegun(unit.tx, key, ticketId)) ? null : why
}

/** The same of a client that has no account: then it is asked for nothing, and has begun nothing. */
export function awaitedOfNobody(regulation: Selling): AwaitedPayment | null {
  return awaitedPayment(noFigures, regulation)
}
