import { computed } from 'vue'
import { accessKindTexts, remoteToolTexts } from '#contract/tickets/access.texts.ts'
import { accessKinds, remoteTools } from '#contract/tickets/access.types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { accessTexts } from './access.texts.ts'
import { untilDays } from './untilDays.ts'

/** What access is asked for or given (T9), with which program, and for how long. */
export function useAccessChoices() {
  const t = useTexts(accessTexts)
  const kindOf = useTexts(accessKindTexts)
  const toolOf = useTexts(remoteToolTexts)
  return {
    kindOf,
    kinds: computed(() => accessKinds.map((value) => ({ value, label: kindOf(value) }))),
    tools: computed(() => remoteTools.map((value) => ({ value, label: toolOf(value) }))),
    terms: computed(() => untilDays.map((value) => ({ value, label: t(`day_${value}`) }))),
  }
}
