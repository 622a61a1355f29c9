import { useTexts } from '#app/lib/i18n.ts'
import { channelTexts } from '#contract/regulations/channels.texts.ts'

/** These words for pages of other features, which know nothing of the catalogue. */
export const useChannelTexts = () => useTexts(channelTexts)
