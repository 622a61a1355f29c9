import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { KindTitles } from '#contract/regulations/kinds.types.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { ticketKindTexts } from './kinds.texts.ts'

/** T3: categories and priorities as the regulation calls them; the product's own words where it does not, or is not read yet. */
export function useKindTitles() {
  const t = useTexts(ticketKindTexts)
  return {
    category: (code: Category, titles: KindTitles | null): string => titleOf(titles?.categories, code) ?? t(code),
    priority: (code: Priority, titles: KindTitles | null): string => titleOf(titles?.priorities, code) ?? t(code),
  }
}

function titleOf(terms: KindTitles['categories'] | KindTitles['priorities'] | undefined, code: string): string | null {
  return terms?.find((one) => one.code === code)?.title[language.value] ?? null
}
