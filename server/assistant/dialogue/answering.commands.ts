import { randomUUID } from 'node:crypto'
import type { Language } from '#contract/common.ts'
import { sayIn } from '#contract/say.ts'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AnsweringPort } from '#server/tickets/answering.port.ts'
import { newestSaid } from '#server/tickets/dialogue.queries.ts'
import { loadTicketForUpdate } from '#server/tickets/feature.ts'
import { attemptOf } from './attempt.present.ts'
import { findDialogue, spokenIn, type Dialogue } from './dialogueState.queries.ts'
import { insertTurn, listTurns, saveOutcome } from './dialogue.sql.ts'
import { dialogueTexts } from './dialogue.texts.ts'
import { askedSince, earlierIn, rejectedIn, type Said, type TurnKind } from './domain/dialogue.ts'
import { judge, judgedTurns, kindOfZone, nextAttempt, offerAfter, turnOf, type Judged } from './domain/reply.ts'
import { handToPeople, type HandingDeps } from './handingOver.commands.ts'
import { search, type Answer, type SearchDeps } from './search.commands.ts'
import { speak, speakOffer } from './speaking.commands.ts'
import { findPeopleBack, type PeopleBack } from './wording.queries.ts'

export type AnsweringDeps = HandingDeps & SearchDeps & { db: Db; transaction: Transaction; answering: AnsweringPort }

const mostTries = 5

/**
 * A1: whatever was written since the last answer is answered once. The answer is computed beforehand; it is said under the ticket's lock
 * if the dialogue is still as it was, else it is computed anew. May run twice, or when there is nothing to answer any more.
 */
export async function answerQuestion(deps: AnsweringDeps, ticketId: string): Promise<void> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const began = performance.now()
    const dialogue = await findDialogue(deps, ticketId, now())
    const prepared = dialogue === null ? null : await prepare(deps, dialogue)
    if (dialogue === null || prepared === null) return
    const milliseconds = Math.round(performance.now() - began)
    const isSaid = await deps.transaction((unit) => say(unit, deps, dialogue, { ...prepared, milliseconds }))
    if (isSaid) return
  }
  throw new Error('a dialogue changes faster than it is answered')
}

type Prepared = { asked: Said; judged: Judged; language: Language; answer: Answer | null; back: PeopleBack }
type Timed = Prepared & { milliseconds: number }

async function prepare(deps: AnsweringDeps, { ticket, turns, terms, hasPeople }: Dialogue): Promise<Prepared | null> {
  const asked = askedSince(turns, ticket.said)
  if (asked === null || ticket.status !== 'assistant' || ticket.isLocked) return null
  const spoken = spokenIn(ticket)
  const judged = judge(asked, { turns, said: ticket.said, language: spoken }, { terms, hasPeople })
  const back = hasPeople ? await findPeopleBack(deps.db, ticket.memberId, now()) : null
  if (judged.what !== 'search') return { asked, judged, language: spoken, answer: null, back }
  const known = judgedTurns(turns, judged)
  const answer = await search(deps, {
    text: asked.text,
    deskId: ticket.deskId,
    language: spoken,
    without: rejectedIn(known),
    earlier: earlierIn(known, ticket.said),
  })
  return { asked, judged, language: answer.language, answer, back }
}

/** True: it is said, or there is nothing to say any more. */
async function say(unit: UnitOfWork, deps: AnsweringDeps, dialogue: Dialogue, prepared: Timed): Promise<boolean> {
  const { ticket, terms } = dialogue
  const { asked, judged, language } = prepared
  if (judged.what === 'handOver') {
    const { writer } = ticket.said.at(-1) ?? { writer: { memberId: ticket.memberId, userId: 0, name: '' } }
    const by = { ...writer, actor: { side: 'client', ...writer, address: null } } as const
    await deps.learning.recordHandover(unit, stepOf(dialogue, 'asked', unit.at))
    await handToPeople(unit, deps, { ticket, terms, language, by })
    return true
  }
  const ticketForUpdate = await loadTicketForUpdate(unit, ticket.ticketId)
  if (!(await isUnchanged(unit, dialogue, asked))) return false
  const turns = judgedTurns(dialogue.turns, judged)
  const { kind, attemptNo } = attemptIn(dialogue, prepared)
  const attemptId = randomUUID()
  const articles = prepared.answer?.articles ?? []
  const shown = articles.map(({ articleId }) => articleId)
  const turn = turnOf(kind, { attemptId, questionSeq: asked.seq, shown, at: unit.at, attemptNo })
  const text = wordsOf(dialogue, prepared, attemptNo)
  const attempt = attemptNo === null ? undefined : { attemptId, number: attemptNo }
  const isSaid = await speak(unit, ticketForUpdate, terms, {
    kind: kind === 'person' && !dialogue.hasPeople ? 'wayOn' : kind,
    language,
    text,
    articles,
    ...(attempt !== undefined && { attempt }),
  })
  if (!isSaid) return true
  await insertTurn(unit, ticket.ticketId, turn)
  await learn(unit, deps, dialogue, { prepared, turn })
  const before = offerAfter(turns, dialogue)
  const offer = offerAfter([...turns, turn], dialogue)
  if (offer === null || before !== null) return true
  await speakOffer(unit, ticketForUpdate, terms, { offer, language, back: prepared.back })
  if (offer === 'operator') await deps.learning.recordHandover(unit, stepOf(dialogue, 'offered', unit.at))
  return true
}

/** One speaker, and one answer: nothing newer was written, and what was said of the answers before is the same. */
async function isUnchanged(unit: UnitOfWork, { ticket, turns }: Dialogue, asked: Said): Promise<boolean> {
  if ((await newestSaid(unit.tx, ticket.ticketId)) !== asked.seq) return false
  return JSON.stringify(await listTurns(unit.tx, ticket.ticketId)) === JSON.stringify(turns)
}

/** Where nobody can be had, asking for them is no attempt that failed. */
function attemptIn(
  { turns, hasPeople }: Dialogue,
  { judged, answer }: Prepared,
): { kind: TurnKind; attemptNo: number | null } {
  const attemptNo = nextAttempt(judgedTurns(turns, judged))
  if (answer !== null) return { kind: kindOfZone[answer.zone], attemptNo }
  const { what } = judged
  if (what === 'search' || what === 'handOver') throw new Error('a question was not searched for')
  return { kind: what, attemptNo: what === 'person' && hasPeople ? attemptNo : null }
}

function wordsOf(
  { terms, hasPeople }: Dialogue,
  { answer, judged, language }: Prepared,
  attemptNo: number | null,
): string {
  const sayIt = sayIn(dialogueTexts, language)
  if (answer !== null) return answer.text ?? sayIt('unknown')
  if (judged.what === 'person' && !hasPeople) return sayIt('personGone')
  if (judged.what === 'person')
    return sayIt('person', { of: terms.attempts, number: Math.min(attemptNo ?? 1, terms.attempts) })
  return judged.what === 'search' || judged.what === 'handOver' ? '' : sayIt(judged.what)
}

type Learnt = { prepared: Timed; turn: ReturnType<typeof turnOf> }

/** What the desk learns from: how it was answered, what that says of the answer before, and who asked for people. */
async function learn(
  unit: UnitOfWork,
  { learning }: AnsweringDeps,
  dialogue: Dialogue,
  { prepared, turn }: Learnt,
): Promise<void> {
  const { before } = prepared.judged
  const at = unit.at
  if (before !== null) {
    await saveOutcome(unit, before.attemptId, before.outcome)
    await learning.recordOutcome(unit, { ...before, chosenArticleId: null, at })
  }
  if (prepared.judged.what === 'person') await learning.recordHandover(unit, stepOf(dialogue, 'asked', at))
  const { answer } = prepared
  if (answer === null || turn.attemptNo === null) return
  await learning.recordAttempt(unit, attemptOf(dialogue, { ...prepared, answer, attemptNo: turn.attemptNo, turn }))
  if (turn.outcome === 'abstained')
    await learning.recordOutcome(unit, { attemptId: turn.attemptId, outcome: 'abstained', chosenArticleId: null, at })
}

function stepOf({ ticket: { deskId, memberId, ticketId } }: Dialogue, step: 'offered' | 'asked', at: Date) {
  return { deskId, memberId, ticketId, step, at }
}
