import { textFor } from '#contract/announcements/shown.types.ts'
import type { AnnouncementTexts, Severity } from '#contract/announcements/types.ts'
import { localMinute } from '#app/lib/calendarDay.ts'

/** What an announcement or an update says. */
export interface SaidDraft {
  severity: Severity
  title: AnnouncementTexts
  body: AnnouncementTexts
}

/** Until when by the writer's clock, empty for no end. */
export interface UntilDraft {
  until: string
  isUntilUnreadable: boolean
}

/** Where something may be missing or wrong. */
export type SaidField = 'title' | 'until'

export const noTexts: AnnouncementTexts = { ru: '', uk: '', en: '' }

export function untilOf(instant: string | null): UntilDraft {
  return { until: instant === null ? '' : localMinute(new Date(instant)), isUntilUnreadable: false }
}

/** As the server takes it. */
export function instantOf({ until }: UntilDraft): string | null {
  return until === '' ? null : new Date(until).toISOString()
}

export function hasTitle({ title }: SaidDraft): boolean {
  return textFor(title, 'ru').trim() !== ''
}

/** Whether the end that is written lies before `from`, or behind. */
export function isUntilWrong({ until }: UntilDraft, from: string): boolean {
  return until !== '' && (until <= from || until <= localMinute(new Date()))
}
