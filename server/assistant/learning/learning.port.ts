import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type AttemptZone = 'answer' | 'list' | 'unknown'
export type AttemptOutcome = 'helped' | 'notHelped' | 'rephrased' | 'abstained' | 'abandoned' | 'choseFromList'
export type Attempt = {
  attemptId: string
  deskId: string
  memberId: string | null /* null: public help page */
  sessionId: string /* ticket id, or a help page's visit */
  attemptNo: number
  question: string /* personal data masked by who records */
  language: 'ru' | 'uk' | 'en'
  audience: 'public' | 'clients'
  layoutFixed: string | null
  knowledgeVersion: number
  engine: string
  hits: readonly { articleId: string; score: number }[] /* ≤ 10 */
  p1: number
  p3: number
  zone: AttemptZone
  shown: readonly string[] /* article ids */
  milliseconds: number
  llmUsed: boolean
  at: Date
}
export interface Learning {
  recordAttempt(unit: UnitOfWork, attempt: Attempt): Promise<void>
  recordOutcome(
    unit: UnitOfWork,
    outcome: { attemptId: string; outcome: AttemptOutcome; chosenArticleId: string | null; at: Date },
  ): Promise<void>
  /** operator_offered, operator_taken, operator_asked (early, in words). */
  recordHandover(
    unit: UnitOfWork,
    step: { deskId: string; memberId: string; ticketId: string; step: 'offered' | 'taken' | 'asked'; at: Date },
  ): Promise<void>
}
