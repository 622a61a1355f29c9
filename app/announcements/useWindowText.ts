import { phaseOf, type Window } from '#contract/announcements/shown.types.ts'
import { useFormat } from '#app/lib/format.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { announcementTexts } from './announcements.texts.ts'

/** When an announcement is, by the reader's clock: planned, under way with its planned end, overdue, or over. */
export function useWindowText(): (window: Window, now: Date) => string {
  const t = useTexts(announcementTexts)
  const format = useFormat()
  return (window, now) => {
    const from = format.dayAtTime(window.from)
    const until = window.until === null ? null : format.dayAtTime(window.until)
    const phase = phaseOf(window, now)
    if (phase === 'over') return t('over', { ended: format.dayAtTime(window.endedAt ?? window.until ?? window.from) })
    if (phase === 'overdue') return t('overdue', { until: until ?? from })
    if (phase === 'coming') return until === null ? t('planned', { from }) : t('plannedUntil', { from, until })
    return until === null ? t('since', { from }) : t('sinceUntil', { from, until })
  }
}
