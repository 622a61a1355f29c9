import type { Language } from '../common.ts'
import { severities, type Announcement, type AnnouncementKind, type AnnouncementTexts } from './types.ts'

/** At most so many banners stand over a page (D3). */
const mostShown = 2

/** So long after its planned end is maintenance that nobody has ended told as overdue; then it is over by itself. */
export const overdueHours = 24

export const phases = ['coming', 'present', 'overdue', 'over'] as const
export type Phase = (typeof phases)[number]
export type Window = { kind: AnnouncementKind; from: string; until: string | null; endedAt: string | null }

/**
 * Where an announcement is at this instant. What was planned to end is over then, unless an update has said otherwise; maintenance is
 * overdue until somebody has said that it has ended.
 */
export function phaseOf({ kind, from, until, endedAt }: Window, now: Date): Phase {
  const at = now.getTime()
  if (endedAt !== null) return 'over'
  const late = until === null ? -1 : at - Date.parse(until)
  if (late >= 0) return kind === 'maintenance' && late < overdueHours * 3_600_000 ? 'overdue' : 'over'
  return Date.parse(from) <= at ? 'present' : 'coming'
}

/** Maintenance that was planned to end before this instant is overdue no more. */
export function overdueSince(now: Date): Date {
  return new Date(now.getTime() - overdueHours * 3_600_000)
}

/** Whether it stands above the page of those whom it concerns. */
function isUnderWay(window: Window, now: Date): boolean {
  const phase = phaseOf(window, now)
  return phase === 'present' || phase === 'overdue'
}

/** What stands over the page now: under way and not closed by the reader, the worst first, then the newest. */
export function bannersAt(announcements: readonly Announcement[], now: Date): Announcement[] {
  const shown = announcements.filter((one) => isUnderWay(one, now) && !isClosed(one))
  return shown
    .toSorted((one, other) => rankOf(one) - rankOf(other) || newestOf(other) - newestOf(one))
    .slice(0, mostShown)
}

/** In the reader's language, or the first that it was written in. */
export function textFor(texts: AnnouncementTexts, language: Language): string {
  return [texts[language], texts.ru, texts.uk, texts.en].find((text) => text !== '') ?? ''
}

/** Closed for this update alone; what is critical stays. */
function isClosed({ closed, updates }: Announcement): boolean {
  const [newest] = updates
  return newest !== undefined && newest.severity !== 'critical' && closed === newest.number
}

function rankOf({ updates }: Announcement): number {
  const [newest] = updates
  return newest === undefined ? severities.length : severities.indexOf(newest.severity)
}

function newestOf({ updates }: Announcement): number {
  return Date.parse(updates[0]?.at ?? '') || 0
}
