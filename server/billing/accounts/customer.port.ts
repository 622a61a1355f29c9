import type { Reader } from '#server/platform/db/db.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import type { TermsOfEachPort, TermsPort } from '#server/regulations/terms.port.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/**
 * What the connection says of a client: its status by the code, and which plans it may choose (null: all). Not served: it has
 * left, and only what was bought is still there.
 */
export type CustomerTerms = { clientStatus: number | null; since: Date; plans: string[] | null; isServed: boolean }

export type CustomerPort = TermsPort &
  TermsOfEachPort & {
    /** Null: this portal is no client of this desk. It locks nothing. */
    customerTerms: (unit: { tx: Reader }, account: AccountKey) => Promise<CustomerTerms | null>
    /** Which desk answers this portal at this instant (E1). It locks nothing. */
    answeringDesk: (now: ReadAt, memberId: string) => Promise<string>
  }

export type CustomerTermsPort = Pick<CustomerPort, 'customerTerms' | 'termsFor'>
