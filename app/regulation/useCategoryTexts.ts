import { useTexts } from '#app/lib/i18n.ts'
import { categoryTexts } from './categories.texts.ts'

/** These words for pages of other features, which know nothing of the catalogue. */
export const useCategoryTexts = () => useTexts(categoryTexts)
