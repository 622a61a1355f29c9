import type { PromisedReaction } from '#contract/regulations/reactions.types.ts'
import { reactionLines, type ReactionLine } from '#contract/regulations/reactions.words.ts'
import { language } from '#app/lib/i18n.ts'

/** First answers as they are promised, in the language of the page. */
export const useReactionTexts =
  () =>
  (reactions: readonly PromisedReaction[]): ReactionLine[] =>
    reactionLines(reactions, language.value)
