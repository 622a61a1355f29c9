import type { Language } from '#contract/common.ts'
import { masked } from '#server/knowledge/articles/domain/mask.ts'
import type { Attempt } from '../learning/learning.port.ts'
import type { Dialogue } from './dialogueState.queries.ts'
import type { Said, Turn } from './domain/dialogue.ts'
import type { Answer } from './search.commands.ts'

type Made = { asked: Said; answer: Answer; language: Language; attemptNo: number; turn: Turn; milliseconds: number }

const longest = 1000
const mostHits = 10

/** What is kept of an attempt: without whom it was about, and without numbers that stand alone. */
export function attemptOf(
  { ticket }: Dialogue,
  { asked, answer, language, attemptNo, turn, milliseconds }: Made,
): Attempt {
  const { found } = answer
  const names = ticket.said.map(({ writer }) => writer.name)
  return {
    attemptId: turn.attemptId,
    deskId: ticket.deskId,
    memberId: ticket.memberId,
    sessionId: ticket.ticketId,
    attemptNo,
    question: withoutNumbers(masked(asked.text, names, () => '…')).slice(0, longest),
    language,
    audience: 'clients',
    layoutFixed:
      found.layoutFixed === null ? null : withoutNumbers(masked(found.layoutFixed, names, () => '…')).slice(0, longest),
    knowledgeVersion: found.version,
    engine: found.engine,
    hits: found.hits.slice(0, mostHits).map(({ articleId, score }) => ({ articleId, score })),
    p1: found.p1,
    p3: found.p3,
    zone: answer.zone,
    shown: turn.shown,
    milliseconds,
    llmUsed: answer.isPhrased,
    at: turn.at,
  }
}

/** A digit in a name (Bitrix24) stays. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/gu, '#')
}
