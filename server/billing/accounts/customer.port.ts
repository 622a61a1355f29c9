import type { Reader } from '#server/platform/db/db.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/** What the connection says of a client: its status by the code, and which plans it may choose (null: all). */
export type CustomerTerms = { clientStatus: number | null; since: Date; plans: string[] | null }
/** Null: this portal is no client of this desk. Holds the portal where it is held for an order. */
export type FindCustomerTerms = (unit: { tx: Reader }, account: AccountKey) => Promise<CustomerTerms | null>
