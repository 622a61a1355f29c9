import type { Regulation } from '#contract/regulations/document.types.ts'
import { unless, type Violation } from './violation.ts'

/** T5: questions of a quote are asked where some way leads to a quote. */
export function scopeViolations({ scope }: Regulation): Violation[] {
  const ways = [scope.outside, ...scope.areas.map(({ outside }) => outside)].map((outside) => outside?.way?.to)
  return unless(scope.quoteQuestions.length === 0 || ways.includes('askForQuote'), 'scope.quoteQuestions', 'unused')
}
