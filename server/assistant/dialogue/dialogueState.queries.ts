import type { Language } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { languageOf } from '#server/knowledge/retrieval/domain/search.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { findDialogueTicket, type DialogueTicket } from '#server/tickets/dialogue.queries.ts'
import type { AnsweringPort } from '#server/tickets/answering.port.ts'
import { listTurns } from './dialogue.sql.ts'
import type { Turn } from './domain/dialogue.ts'
import type { AssistantTerms } from './domain/reply.ts'

/** A dialogue as it stands, with what decides how it goes on. */
export type Dialogue = {
  ticket: DialogueTicket
  turns: Turn[]
  terms: AssistantTerms
  /** Whether people of the ticket's desk answer its portal now. */
  hasPeople: boolean
}

/** By the version under which the ticket was opened. Null: there is no such ticket. */
export async function findDialogue(
  { db, answering }: { db: Reader; answering: Pick<AnsweringPort, 'hasPeople'> },
  ticketId: string,
  at: Date,
): Promise<Dialogue | null> {
  const ticket = await findDialogueTicket(db, ticketId)
  return ticket === null ? null : dialogueOf({ db, answering }, ticket, at)
}

export async function dialogueOf(
  { db, answering }: { db: Reader; answering: Pick<AnsweringPort, 'hasPeople'> },
  ticket: DialogueTicket,
  at: Date,
): Promise<Dialogue> {
  const { ticketId, deskId, memberId, regulationVersion } = ticket
  const { assistant } = await regulationOfVersion(db, deskId, regulationVersion)
  return {
    ticket,
    turns: await listTurns(db, ticketId),
    terms: assistant,
    hasPeople: await answering.hasPeople(memberId, deskId, at),
  }
}

/** In which it is spoken: that of what was written last; what could be either is in that of what was written before. */
export function spokenIn({ said, portalLanguage }: Pick<DialogueTicket, 'said' | 'portalLanguage'>): Language {
  return said.reduce<Language>((spoken, { text }) => languageOf(text, spoken), portalLanguage)
}
