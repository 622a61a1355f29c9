import type { AssistantEntry, DialogueView, Handover } from '#contract/assistant/types.ts'
import type { Actor, ClientActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { hasArticles, listTitles } from '#server/knowledge/articles/reading.queries.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { AnsweringPort } from '#server/tickets/answering.port.ts'
import { dialogueTicketFor } from '#server/tickets/dialogue.queries.ts'
import { listTurns } from './dialogue.sql.ts'
import { dialogueOf, spokenIn, type Dialogue } from './dialogueState.queries.ts'
import { askedSince, failedIn, openTurn, questionOf, type Turn } from './domain/dialogue.ts'
import { mayHaveOperator } from './domain/reply.ts'

export type DialogueReads = TermsPort & {
  db: Db
  answering: AnsweringPort
  answeringDesk: (now: { tx: Db; at: Date }, memberId: string) => Promise<string>
}

/** E10: by the desk that answers this portal now, and the version on which this client is. */
export async function readAssistant(
  { db, answering, answeringDesk, termsFor }: DialogueReads,
  { memberId }: ClientActor,
  at: Date,
): Promise<AssistantEntry> {
  const now = { tx: db, at }
  const deskId = await answeringDesk(now, memberId)
  const { regulation } = await termsFor(now, { deskId, memberId })
  const { attempts, personOnRequest } = regulation.assistant
  const isOn = await hasArticles(db, deskId)
  return { isOn, attempts, maySkip: isOn && personOnRequest && (await answering.hasPeople(memberId, deskId, at)) }
}

/** As its client sees it; `not_found` to anybody else. */
export async function readDialogue(
  { db, answering }: Pick<DialogueReads, 'db' | 'answering'>,
  actor: Actor,
  ticketId: string,
  at: Date,
): Promise<DialogueView> {
  const found = await dialogueTicketFor(db, actor, ticketId)
  if (found === null) throw new Refusal('not_found')
  if (found.side !== 'client') throw new Refusal('not_allowed')
  return viewOf(await dialogueOf({ db, answering }, found.ticket, at))
}

function viewOf({ ticket, turns, terms, hasPeople }: Dialogue): DialogueView {
  const isOpen = ticket.status === 'assistant' && !ticket.isLocked
  const open = isOpen ? openTurn(turns) : null
  return {
    isOpen,
    isAnswering: isOpen && askedSince(turns, ticket.said) !== null,
    failed: Math.min(failedIn(turns), terms.attempts),
    of: terms.attempts,
    judging: open === null ? null : { attemptId: open.attemptId, isList: open.kind === 'list', chosen: open.chosen },
    people: hasPeople ? whenPeople(turns, terms) : 'none',
  }
}

function whenPeople(turns: readonly Turn[], terms: Dialogue['terms']): 'later' | 'now' {
  return mayHaveOperator(turns, terms) ? 'now' : 'later'
}

const mostQuestions = 5
const longestQuestion = 600

/** A3: null where the ticket was never with the assistant, or is still. */
export async function readHandover(
  { db }: Pick<DialogueReads, 'db'>,
  actor: Actor,
  ticketId: string,
): Promise<Handover | null> {
  const found = await dialogueTicketFor(db, actor, ticketId)
  if (found === null || found.side !== 'desk') throw new Refusal('not_found')
  const { ticket, handedOverAt } = found
  if (handedOverAt === null) return null
  const turns = await listTurns(db, ticketId)
  const attempts = turns.filter(({ attemptNo, kind }) => attemptNo !== null && kind !== 'person')
  const questions = attempts.map((turn) => questionOf(turns, ticket.said, turn).slice(0, longestQuestion))
  return {
    handedOverAt: handedOverAt.toISOString(),
    language: spokenIn(ticket),
    questions: questions.slice(-mostQuestions),
    attempts: attempts.length,
    tried: await triedIn(db, ticket.deskId, attempts),
    category: ticket.category,
    priority: ticket.priority,
    wish: ticket.wish,
  }
}

async function triedIn(db: Db, deskId: string, attempts: readonly Turn[]): Promise<Handover['tried']> {
  const last = new Map(attempts.flatMap((turn) => turn.shown.map((articleId) => [articleId, turn] as const)))
  const titles = await listTitles(db, deskId, [...last.keys()])
  const byId = new Map(titles.map(({ articleId, title }) => [articleId, title]))
  return Array.from(last, ([articleId, turn]) => ({
    articleId,
    title: byId.get(articleId),
    outcome: tookIt(turn, articleId),
  })).flatMap(({ title, ...one }) => (title === undefined ? [] : [{ ...one, title }]))
}

/** Of a list only what was chosen was read. */
function tookIt({ outcome, chosen }: Turn, articleId: string): Handover['tried'][number]['outcome'] {
  if (chosen !== null && chosen !== articleId) return null
  return outcome === 'helped' || outcome === 'notHelped' || outcome === 'rephrased' ? outcome : null
}
