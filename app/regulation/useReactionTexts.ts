import type { PromisedReaction } from '#contract/regulations/reactions.types.ts'
import { useFormat } from '#app/lib/format.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { reactionTexts } from './reactions.texts.ts'

export interface ReactionLine {
  /** "Первый ответ", and to which tickets where not to all. */
  readonly name: string
  readonly value: string
}

/** First answers as they are promised, said alike wherever they are shown. */
export function useReactionTexts(): (reactions: readonly PromisedReaction[]) => ReactionLine[] {
  const t = useTexts(reactionTexts)
  const format = useFormat()

  function nameOf({ categories, priorities }: PromisedReaction): string {
    const of = { categories: titles(categories ?? []), priorities: titles(priorities ?? []) }
    if (categories === null) return priorities === null ? t('name') : t('nameOfPriority', of)
    return priorities === null ? t('nameOfCategory', of) : t('nameOfBoth', of)
  }

  function valueOf({ within }: PromisedReaction): string {
    if (within === null) return t('none')
    if (within.by === 'time') return t(within.isAlways ? 'always' : 'working', { time: format.minutes(within.minutes) })
    return within.nextDayAfter === null ? t('endOfDay') : t('endOfDayUnless', { time: within.nextDayAfter })
  }

  return (reactions) => reactions.map((one) => ({ name: nameOf(one), value: valueOf(one) }))
}

function titles(named: readonly { title: PromisedReactionTitle }[]): string {
  return named.map(({ title }) => title[language.value]).join(', ')
}

type PromisedReactionTitle = NonNullable<PromisedReaction['categories']>[number]['title']
