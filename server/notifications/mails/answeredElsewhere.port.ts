import type { Reader } from '#server/platform/db/db.ts'

/** D4, I1: whether this person writes in the ticket by a channel that brings them the desk's answers: they are told of none twice. */
export type AnsweredElsewherePort = {
  isAnsweredElsewhere(db: Reader, writer: { ticketId: string; memberId: string; userId: number }): Promise<boolean>
}
