import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import type { InForce } from '#server/regulations/regulation.queries.ts'

/** Which desk answers a portal, and whether its people do. */
export type Answering = {
  deskId: string
  hasPeople: boolean
  known?: AnsweringFacts
  /** Where the desk's assistant answers first; `isSkipped`: people are asked for, and the regulation lets them. */
  assistant?: { isSkipped: boolean }
  looked?: Looked
}

/** What was looked for under the portal's lock, while it was made sure that nobody opens the client's first account. */
export type Looked = { isThere: boolean }

/** What was read to answer that, under the portal's lock: it need not be read again in the same transaction. */
export type AnsweringFacts = { portal: Portal; deskName: string; terms: InForce }

/** What tickets need of the portal's connection. */
export type AnsweringPort = {
  /** Now (E1); locks the portal so that a switch cannot come between. */
  findAnswering(unit: UnitOfWork, memberId: string): Promise<Answering>
  /** Whether people of this desk answer the portal now: for buttons, so nothing is locked. */
  hasPeople(memberId: string, deskId: string, at: Date): Promise<boolean>
  /** Whether this desk serves the portal now: one that did once is told nothing of what the portal is now. */
  serves(memberId: string, deskId: string): Promise<boolean>
}
