import type { Language } from '#contract/common.ts'
import type { SaidKind, ShownArticle } from '#contract/tickets/assistant.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { sayInDialogue } from '#server/tickets/feature.ts'
import type { TicketForUpdate } from '#server/tickets/domain/ticketForUpdate.ts'
import { sayIn } from '#contract/say.ts'
import { dialogueTexts } from './dialogue.texts.ts'
import type { AssistantTerms } from './domain/reply.ts'
import { wordsWithPeople, type PeopleBack } from './wording.queries.ts'

export type Spoken = {
  kind: SaidKind
  language: Language
  text: string
  attempt?: { attemptId: string; number: number | null }
  articles?: readonly ShownArticle[]
}

/** A1: false where somebody else speaks by now. An attempt beyond those that there are has no number. */
export function speak(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  { attempts }: AssistantTerms,
  { kind, language, text, attempt, articles = [] }: Spoken,
): Promise<boolean> {
  const number = attempt?.number ?? null
  return sayInDialogue(unit, ticketForUpdate, {
    attemptId: attempt?.attemptId ?? null,
    kind,
    language,
    text,
    attempt: number === null || number > attempts ? null : { number, of: attempts },
    articles: [...articles],
  })
}

/** A2: when the attempts are used up, people are offered where there are any, else the way on. */
export function speakOffer(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  terms: AssistantTerms,
  { offer, language, back }: { offer: 'operator' | 'wayOn'; language: Language; back: PeopleBack },
): Promise<boolean> {
  const text =
    offer === 'operator' ? wordsWithPeople('operator', language, back) : sayIn(dialogueTexts, language)('wayOn')
  return speak(unit, ticketForUpdate, terms, { kind: offer, language, text })
}
