import { useTexts } from '#app/lib/i18n.ts'
import { slaTexts } from './sla.texts.ts'

/** These words for pages of other features, which know nothing of the catalogue. */
export const useSlaTexts = () => useTexts(slaTexts)
