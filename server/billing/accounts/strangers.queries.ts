import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import type { CustomerTermsPort } from './customer.port.ts'

/** To a desk and a portal that have nothing to do with each other there is no account. */
export async function refuseStrangers(
  { db, customerTerms }: CustomerTermsPort & { db: Db },
  account: AccountKey,
): Promise<void> {
  if ((await customerTerms({ tx: db }, account)) === null) throw new Refusal('not_found')
}
