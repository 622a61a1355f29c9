import type { Language } from '#contract/common.ts'
import { isKnown, openQuestions, type AskedField, type IntakeView } from '#contract/tickets/intake.types.ts'
import type { StoredIntake } from './intake.sql.ts'
import { intakeQuestionTexts } from './intake.texts.ts'

export type Audience = 'client' | 'desk'

export function presentIntake(
  { answers, product }: StoredIntake,
  { fields, texts, side, language }: { fields: AskedField[]; texts: string[]; side: Audience; language: Language },
): IntakeView {
  const open = openQuestions(fields, { texts, answers, product })
  return {
    answers: answers.map((one) => ({ ...one, title: fields.find(({ code }) => code === one.code)?.title ?? null })),
    product,
    known: fields.flatMap((field) => (isKnown(field, product) ? [{ code: field.code, title: field.title }] : [])),
    open: open.map(({ code, title, isRequired }) => ({ code, title, isRequired })),
    question: side === 'desk' ? questionFor(open, language) : null,
  }
}

/** What has to be told; where all of that is, what else would help. */
function questionFor(open: AskedField[], language: Language): string | null {
  const required = open.filter(({ isRequired }) => isRequired)
  const missing = required.length > 0 ? required : open
  if (missing.length === 0) return null
  const t = intakeQuestionTexts.texts[language]
  const lines = missing.map(({ title, help }) =>
    t.field.replace('{title}', () => title[language]).replace('{help}', () => help[language]),
  )
  return [t.ask, ...lines, t.thanks].join('\n')
}
