import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import type { InForce } from './regulation.queries.ts'

/** Who goes by a desk's regulation: one portal, as a client of one desk. */
export type TermsOf = { deskId: string; memberId: string }

/**
 * E9: by which version of a desk's regulation a portal goes. Whoever asks for hours, plans, prices or promises of a client asks here;
 * whoever asks for the desk itself (its queue, its shifts, what a new client would get) asks `regulationAt`.
 */
export type TermsPort = { termsFor: (now: ReadAt, client: TermsOf) => Promise<InForce> }

/** The same for many clients of one desk, with one question for all of them. */
export type TermsOfEachPort = {
  termsOfEach: (
    now: ReadAt,
    deskId: string,
    memberIds: readonly string[],
  ) => Promise<(memberId: string) => Promise<InForce>>
}
