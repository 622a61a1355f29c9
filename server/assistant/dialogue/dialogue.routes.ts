import type { DialogueView } from '#contract/assistant/types.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import type { ClientActor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { dialogueTicketFor } from '#server/tickets/dialogue.queries.ts'
import { ticketActorOf } from '#server/tickets/feature.ts'
import type { AnsweringDeps } from './answering.commands.ts'
import { listTurns } from './dialogue.sql.ts'
import { dialogueOf, spokenIn } from './dialogueState.queries.ts'
import { readAssistant, readDialogue, readHandover, type DialogueReads } from './dialogue.queries.ts'
import { questionOf } from './domain/dialogue.ts'
import { mayHaveOperator } from './domain/reply.ts'
import { handToPeople } from './handingOver.commands.ts'
import { chooseArticle, judgeAnswer } from './judging.commands.ts'

export type DialogueRoutes =
  | 'readAssistant'
  | 'readDialogue'
  | 'judgeAnswer'
  | 'chooseArticle'
  | 'askForPerson'
  | 'readHandover'

export function dialogueRoutes(deps: AnsweringDeps & DialogueReads): Handlers<DialogueRoutes> {
  const view = ({ actor, at }: Call<ClientActor>, ticketId: string): Promise<DialogueView> =>
    readDialogue(deps, actor, ticketId, at)
  return {
    readAssistant: (_input, { actor, at }) => readAssistant(deps, actor, at),
    readDialogue: ({ ticketId }, call) => view(call, ticketId),
    async judgeAnswer(input, call) {
      await call.transaction((unit) => judgeAnswer(unit, deps, call.actor, input))
      return view(call, input.ticketId)
    },
    async chooseArticle(input, call) {
      const quotes = await quotesFor(deps, call.actor, input)
      await call.transaction((unit) => chooseArticle(unit, deps, call.actor, input, quotes))
      return view(call, input.ticketId)
    },
    async askForPerson({ ticketId }, call) {
      const { ticket, turns, terms } = await clientsDialogue(deps, call, ticketId)
      if (ticket.status !== 'assistant') throw new Refusal('dialogue_over')
      if (!mayHaveOperator(turns, terms)) throw new Refusal('attempts_left')
      const by = ticketActorOf(call.actor, 'client')
      const isHanded = await call.transaction((unit) =>
        handToPeople(unit, deps, { ticket, terms, language: spokenIn(ticket), by }),
      )
      if (!isHanded) throw new Refusal('dialogue_over')
      return view(call, ticketId)
    },
    readHandover: async ({ ticketId }, { actor }) => ({ handover: await readHandover(deps, actor, ticketId) }),
  }
}

async function clientsDialogue(deps: DialogueReads, { actor, at }: Call<ClientActor>, ticketId: string) {
  const found = await dialogueTicketFor(deps.db, actor, ticketId)
  if (found === null) throw new Refusal('not_found')
  if (found.side !== 'client') throw new Refusal('not_allowed')
  return dialogueOf(deps, found.ticket, at)
}

type Chosen = { ticketId: string; attemptId: string }

/** What of the articles that were listed fits the question, found once more: the list itself shows no more than their titles. */
async function quotesFor(
  { db, retrieval }: AnsweringDeps,
  actor: ClientActor,
  { ticketId, attemptId }: Chosen,
): Promise<ReadonlyMap<string, string>> {
  const found = await dialogueTicketFor(db, actor, ticketId)
  if (found === null || found.side !== 'client') throw new Refusal('not_found')
  const turns = await listTurns(db, ticketId)
  const turn = turns.find((one) => one.attemptId === attemptId)
  if (turn === undefined) throw new Refusal('not_found')
  const text = questionOf(turns, found.ticket.said, turn)
  const { hits } = await retrieval.find(found.ticket.deskId, {
    text,
    audience: 'clients',
    language: spokenIn(found.ticket),
    limit: 20,
  })
  return new Map(hits.map(({ articleId, quote }) => [articleId, quote]))
}
