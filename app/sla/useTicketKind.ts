import type { KindTitles } from '#contract/regulations/kinds.types.ts'
import type { SlaView } from '#contract/sla/types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useKindTitles } from '#app/regulation/useKindTitles.ts'
import { useSlaStore } from './slaStore.ts'
import { slaTexts } from './sla.texts.ts'

/** What the regulation of a ticket calls its kinds; null until its clocks are read. */
export function useTicketTitles(): (ticketId: string) => KindTitles | null {
  const store = useSlaStore()
  return (ticketId) => store.shownOf(ticketId)?.view.titles ?? null
}

/** What a ticket is, in the words of the regulation that it was opened under. */
export function useTicketKind() {
  const t = useTexts(slaTexts)
  const titles = useKindTitles()
  return ({ category, priority, titles: own }: Pick<SlaView, 'category' | 'priority' | 'titles'>): string =>
    t('kindIs', {
      category: category === null ? t('noCategory') : titles.category(category, own),
      priority: titles.priority(priority, own),
    })
}
