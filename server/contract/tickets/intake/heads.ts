import type { Match } from './phrases.ts'

/** A word or phrase that makes its clause a symptom, an order or wish, or a question. */
export type Head = Match & {
  kind: 'symptom' | 'request' | 'question'
  /** "Помогите", "what shall I do?": about what was told before, nothing of its own. */
  isGeneral: boolean
}
