import type { ConversationEvent, ListSummary } from '#contract/realtime.ts'
import type { Actor } from '../actor.ts'
import type { ConversationSide } from './sockets.ts'

/** How many entries of one ticket are read at once. */
export const feedPage = 500

/** One journal entry of a ticket as each audience may see it; null where an audience may not (notes). */
export type FeedEntry = {
  ticketId: string
  seq: number
  forClient: ConversationEvent | null
  forDesk: ConversationEvent
}
export type FeedSummary = {
  ticketId: string
  memberId: string
  deskId: string
  forClient: ListSummary
  forDesk: ListSummary
}

/** What the gateway asks of the product; it knows no feature itself. */
export type Feed = {
  findActor(tokenHash: Buffer): Promise<Actor>
  /** Checks that the actor may read the ticket; `position` is the desk's number behind which this reader is. */
  watch(
    actor: Actor,
    ticketId: string,
    after: number,
  ): Promise<{ side: ConversationSide; deskId: string; position: number }>
  read(wanted: { ticketId: string; after: number }[]): Promise<FeedEntry[]>
  /** Those of these tickets whose place in the queue is shown to whoever waits. */
  findWaiting(ticketIds: readonly string[]): Promise<string[]>
  readSummaries(ticketIds: string[]): Promise<FeedSummary[]>
}
