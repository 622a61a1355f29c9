import type { InThree, Language } from '../common.ts'
import { spanInWords } from '../format.ts'
import { sayIn } from '../say.ts'
import type { TargetKind } from './promises.types.ts'
import type { PromisedReaction } from './reactions.types.ts'
import { reactionTexts } from './reactions.texts.ts'

export interface ReactionLine {
  /** "Первый ответ", and to which tickets where not to all. */
  readonly name: string
  readonly value: string
}

/** Times as they are promised, said alike wherever they are shown. */
export function reactionLines(
  promised: readonly PromisedReaction[],
  language: Language,
  kind: TargetKind = 'firstReaction',
): ReactionLine[] {
  return promised.map((one) => ({ name: nameOf(one, language, kind), value: valueOf(one, language) }))
}

function nameOf({ categories, priorities }: PromisedReaction, language: Language, kind: TargetKind): string {
  const say = sayIn(reactionTexts, language)
  const name = say(kind)
  const of = { name, categories: titles(categories ?? [], language), priorities: titles(priorities ?? [], language) }
  if (categories === null) return priorities === null ? name : say('ofPriority', of)
  return priorities === null ? say('ofCategory', of) : say('ofBoth', of)
}

function valueOf({ within }: PromisedReaction, language: Language): string {
  const say = sayIn(reactionTexts, language)
  if (within === null) return say('none')
  if (within.by === 'time') {
    return say(within.isAlways ? 'always' : 'working', { time: spanInWords(within.minutes, null, language) })
  }
  return within.nextDayAfter === null ? say('endOfDay') : say('endOfDayUnless', { time: within.nextDayAfter })
}

function titles(named: readonly { title: InThree }[], language: Language): string {
  return named.map(({ title }) => title[language]).join(', ')
}
