import { useTexts } from '#app/lib/i18n.ts'
import { awaitedTexts } from './awaited.texts.ts'

/** These words for pages of other features, which know nothing of the catalogue. */
export const useAwaitedTexts = () => useTexts(awaitedTexts)
