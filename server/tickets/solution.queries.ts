import type { Language } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { listSpoken } from './solution.sql.ts'
import { readTickets } from './ticketReads.sql.ts'

/** How a ticket was solved, as its desk may tell of it. */
export type Solution = {
  deskId: string
  subject: string
  language: Language
  /** What the client has asked first, and what the desk has said last, each as it was written. */
  question: string
  answers: string[]
  /** Whoever and whatever is named in it and is nobody else's business: people, the client, its portal. */
  names: string[]
}

const mostAnswers = 3

/** Null where there is no such ticket. */
export async function findSolution(db: Reader, ticketId: string): Promise<Solution | null> {
  const [row] = await readTickets(db, [ticketId], null)
  if (row === undefined) return null
  const spoken = await listSpoken(db, ticketId)
  const answers = spoken.filter(({ side }) => side === 'desk').map(({ text }) => text)
  return {
    deskId: row.deskId,
    subject: row.subject,
    language: row.portalLanguage,
    question: spoken.find(({ side }) => side === 'client')?.text ?? '',
    answers: answers.slice(-mostAnswers),
    names: [...spoken.map(({ name }) => name), row.openedBy, row.portalDomain, row.clientTitle ?? ''],
  }
}
