import { coach } from '#contract/tickets/intake/coach.ts'
import { proposedSubject } from '#contract/tickets/intake/proposedSubject.ts'
import { mostMovedMessages, mostPieces, type SplitPiece } from '#contract/tickets/links.types.ts'
import type { Message, TicketSummary } from '#contract/tickets/types.ts'
import { newId } from '#app/lib/newId.ts'

/** A part of a message as the dialog has it; its ids are made once, so that trying again makes nothing twice. */
export interface PieceForm {
  linkId: string
  ticketId: string
  subject: string
  text: string
  isChosen: boolean
}

/** One for each problem that the text seems to hold. The first stays where it is, unless it is the only one. */
export function proposedPieces({ text }: Pick<Message, 'text'>): PieceForm[] {
  const found = coach(text)
    .parts.map((part) => part.trim())
    .filter((part) => part !== '')
  const parts = found.length > 1 && found.length <= mostPieces ? found : [text]
  return parts.map((part, index) => ({
    linkId: newId(),
    ticketId: newId(),
    subject: proposedSubject(part),
    text: part,
    isChosen: parts.length === 1 || index > 0,
  }))
}

/** What the server is asked to make: the chosen parts, the only one with the other messages that go along. */
export function piecesOf({
  pieces,
  others,
  message,
  summary,
}: {
  pieces: readonly PieceForm[]
  others: readonly string[]
  message: Pick<Message, 'messageId' | 'text'>
  summary: Pick<TicketSummary, 'queue'>
}): SplitPiece[] {
  const kind = { category: summary.queue?.category ?? null, priority: summary.queue?.priority ?? ('medium' as const) }
  const along = pieces.length > 1 ? [] : others.slice(0, mostMovedMessages - 1)
  return pieces
    .filter(({ isChosen }) => isChosen)
    .map(({ linkId, ticketId, subject, text }) => ({
      linkId,
      ticketId,
      subject: subject.trim(),
      ...kind,
      messages: [
        { messageId: message.messageId, text: text.trim() === message.text ? null : text.trim() },
        ...along.map((messageId) => ({ messageId, text: null })),
      ],
    }))
}
