import { articleCategoryTexts } from '#contract/knowledge/categories.texts.ts'
import { articleCategories } from '#contract/knowledge/types.ts'
import { language } from '#app/lib/i18n.ts'

/** What a category is called in the language of the page; one of the desk's own as it was written. */
export function categoryText(category: string): string {
  const known = articleCategories.find((one) => one === category)
  return known === undefined ? category : articleCategoryTexts.texts[language.value][known]
}

/** What was typed: the name of one that has words on this page, or a category of the desk's own. */
export function categoryOf(typed: string): string {
  const words = articleCategoryTexts.texts[language.value]
  return articleCategories.find((one) => words[one].toLowerCase() === typed.toLowerCase()) ?? typed
}
