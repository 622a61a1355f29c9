import type { JudgeAnswerInput, ChooseArticleInput } from '#contract/assistant/types.ts'
import { sayIn } from '#contract/say.ts'
import type { ClientActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { listPassages, listTitles } from '#server/knowledge/articles/reading.queries.ts'
import type { AnsweringPort } from '#server/tickets/answering.port.ts'
import { findDialogueTicket } from '#server/tickets/dialogue.queries.ts'
import type { TicketForUpdate } from '#server/tickets/domain/ticketForUpdate.ts'
import { loadTicketForUpdate, moveTicket, noteJudgement, type TicketDeps } from '#server/tickets/feature.ts'
import type { Learning } from '../learning/learning.port.ts'
import { saveChosen, saveOutcome } from './dialogue.sql.ts'
import { dialogueTexts } from './dialogue.texts.ts'
import { dialogueOf, spokenIn, type Dialogue } from './dialogueState.queries.ts'
import type { Turn } from './domain/dialogue.ts'
import { offerAfter } from './domain/reply.ts'
import { shownOf } from './search.commands.ts'
import { speak, speakOffer } from './speaking.commands.ts'
import { findPeopleBack, wordsOfAnswer } from './wording.queries.ts'

export type JudgingDeps = { ticketDeps: TicketDeps; learning: Learning; answering: AnsweringPort }
type InDialogue = Dialogue & { ticketForUpdate: TicketForUpdate }

/** A2: what the client says of an answer. Said twice it is said once; another word than the first is refused. */
export async function judgeAnswer(
  unit: UnitOfWork,
  deps: JudgingDeps,
  actor: ClientActor,
  { ticketId, attemptId, isHelped }: JudgeAnswerInput,
): Promise<void> {
  const outcome = isHelped ? 'helped' : 'notHelped'
  const dialogue = await dialogueForUpdate(unit, deps, actor, ticketId)
  const turn = turnIn(dialogue, attemptId)
  if (turn.outcome === outcome) return
  refuseUnlessOpen(dialogue, turn)
  await saveOutcome(unit, attemptId, outcome)
  await deps.learning.recordOutcome(unit, { attemptId, outcome, chosenArticleId: turn.chosen, at: unit.at })
  const title = await titleOf(unit, dialogue, turn)
  await noteJudgement(unit, actor, dialogue.ticketForUpdate, { attemptId, judgement: outcome, title })
  if (isHelped) await moveTicket(unit, deps.ticketDeps, actor, ticketId, { type: 'closeAsHelped' }, false)
  else await goOn(unit, deps, dialogue, turn)
}

async function goOn(unit: UnitOfWork, deps: JudgingDeps, dialogue: InDialogue, failed: Turn): Promise<void> {
  const { ticket, terms, turns, ticketForUpdate, hasPeople } = dialogue
  const language = spokenIn(ticket)
  const after = turns.map((turn) => (turn === failed ? { ...turn, outcome: 'notHelped' as const } : turn))
  const offer = offerAfter(after, { terms, hasPeople })
  if (offer === null) {
    await speak(unit, ticketForUpdate, terms, {
      kind: 'again',
      language,
      text: sayIn(dialogueTexts, language)('again'),
    })
    return
  }
  const back = hasPeople ? await findPeopleBack(unit.tx, ticket.memberId, unit.at) : null
  await speakOffer(unit, ticketForUpdate, terms, { offer, language, back })
  const { deskId, memberId, ticketId } = ticket
  if (offer === 'operator')
    await deps.learning.recordHandover(unit, { deskId, memberId, ticketId, step: 'offered', at: unit.at })
}

/** A2: no attempt; the answer is judged by the article that was chosen. `quote`: what of it fits the question. */
export async function chooseArticle(
  unit: UnitOfWork,
  deps: JudgingDeps,
  actor: ClientActor,
  { ticketId, attemptId, articleId }: ChooseArticleInput,
  quotes: ReadonlyMap<string, string>,
): Promise<void> {
  const dialogue = await dialogueForUpdate(unit, deps, actor, ticketId)
  const turn = turnIn(dialogue, attemptId)
  if (turn.chosen === articleId) return
  refuseUnlessOpen(dialogue, turn)
  if (turn.kind !== 'list' || !turn.shown.includes(articleId)) throw new Refusal('not_found')
  const [passage] = await listPassages(unit.tx, dialogue.ticket.deskId, [articleId])
  if (passage === undefined) throw new Refusal('not_found')
  await saveChosen(unit, attemptId, articleId)
  await deps.learning.recordOutcome(unit, {
    attemptId,
    outcome: 'choseFromList',
    chosenArticleId: articleId,
    at: unit.at,
  })
  const { ticket, terms, ticketForUpdate } = dialogue
  const language = spokenIn(ticket)
  await noteJudgement(unit, actor, ticketForUpdate, { attemptId, judgement: 'chose', title: passage.title })
  const article = { ...shownOf(passage, { hits: [] }), quote: quotes.get(articleId) ?? '' }
  await speak(unit, ticketForUpdate, terms, {
    kind: 'answer',
    language,
    text: wordsOfAnswer('answer', language, [article]),
    attempt: { attemptId, number: turn.attemptNo },
    articles: [article],
  })
}

/** Under the ticket's lock, with what stands there now; to anybody else it does not exist. */
async function dialogueForUpdate(
  unit: UnitOfWork,
  { answering }: JudgingDeps,
  actor: ClientActor,
  ticketId: string,
): Promise<InDialogue> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  if (ticketForUpdate.ticket.portalId !== actor.memberId) throw new Refusal('not_found')
  const ticket = await findDialogueTicket(unit.tx, ticketId)
  if (ticket === null) throw new Refusal('not_found')
  return { ticketForUpdate, ...(await dialogueOf({ db: unit.tx, answering }, ticket, unit.at)) }
}

function turnIn({ turns }: Dialogue, attemptId: string): Turn {
  const turn = turns.find((one) => one.attemptId === attemptId)
  if (turn === undefined || turn.attemptNo === null) throw new Refusal('not_found')
  return turn
}

function refuseUnlessOpen({ ticketForUpdate: { ticket } }: InDialogue, turn: Turn): void {
  if (ticket.lock !== null) throw new Refusal('ticket_locked', { reason: ticket.lock.reason })
  if (ticket.status !== 'assistant') throw new Refusal('dialogue_over')
  if (turn.outcome !== null) throw new Refusal('answer_judged')
}

async function titleOf(unit: UnitOfWork, { ticket }: Dialogue, { chosen, shown, kind }: Turn): Promise<string> {
  const articleId = chosen ?? (kind === 'answer' ? shown[0] : undefined)
  if (articleId === undefined) return ''
  const [found] = await listTitles(unit.tx, ticket.deskId, [articleId])
  return found?.title ?? ''
}
