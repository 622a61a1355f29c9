import type { CustomerTerms } from '#server/billing/accounts/customer.port.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { findNewestTerms, listServed } from './customerTerms.sql.ts'

/**
 * As whom a desk sells to a portal: by its newest connection, also one that is over, since what was bought stays (E3); at the
 * standard desk everybody is a stranger. Null: they have nothing to do with each other.
 */
export async function findCustomerTerms(
  { tx }: { tx: Reader },
  client: { deskId: string; memberId: string },
): Promise<CustomerTerms | null> {
  const terms = await findNewestTerms(tx, client)
  return terms === null ? null : { ...terms, since: terms.since ?? new Date(0) }
}

/** Whether this desk serves the portal now: whoever did once reads what was theirs, and of what the portal is now nothing. */
export async function isServedBy(db: Reader, client: { deskId: string; memberId: string }): Promise<boolean> {
  return (await findCustomerTerms({ tx: db }, client))?.isServed === true
}

export { listServed }
