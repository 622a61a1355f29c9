import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type AttemptZone = 'answer' | 'list' | 'unknown'
export type AttemptOutcome = 'helped' | 'notHelped' | 'rephrased' | 'abstained' | 'abandoned' | 'choseFromList'
/** Offered, taken, or asked for in words before it was offered. */
export type HandoverStep = 'offered' | 'taken' | 'asked'
export type LabelSource = 'phrasing' | 'agent' | 'dismissed'

/** One question that got an answer, as the desk learns from it. */
export type Attempt = {
  attemptId: string
  deskId: string
  /** Null: on the public help page. */
  memberId: string | null
  /** The ticket, or a visit to the help page. */
  sessionId: string
  attemptNo: number
  /** Names, addresses and numbers are masked by who records it. */
  question: string
  language: 'ru' | 'uk' | 'en'
  audience: 'public' | 'clients'
  layoutFixed: string | null
  knowledgeVersion: number
  engine: string
  /** Ten at most, the best first. */
  hits: readonly { articleId: string; score: number }[]
  p1: number
  p3: number
  zone: AttemptZone
  shown: readonly string[]
  milliseconds: number
  llmUsed: boolean
  at: Date
}

export interface Learning {
  /** Twice it is once. */
  recordAttempt(unit: UnitOfWork, attempt: Attempt): Promise<void>
  /** Of an attempt that was recorded; of any other it is nothing. */
  recordOutcome(
    unit: UnitOfWork,
    outcome: { attemptId: string; outcome: AttemptOutcome; chosenArticleId: string | null; at: Date },
  ): Promise<void>
  /** Each step of a ticket once. */
  recordHandover(
    unit: UnitOfWork,
    step: { deskId: string; memberId: string; ticketId: string; step: HandoverStep; at: Date },
  ): Promise<void>
}
