import type { Regulation } from '#contract/regulations/document.types.ts'
import type { KindTitles } from '#contract/regulations/kinds.types.ts'

/** What this regulation calls its categories and priorities (T3), without their meanings. */
export function kindTitlesOf({ categories, priorities }: Pick<Regulation, 'categories' | 'priorities'>): KindTitles {
  return {
    categories: categories.map(({ code, title }) => ({ code, title })),
    priorities: priorities.map(({ code, title }) => ({ code, title })),
  }
}
