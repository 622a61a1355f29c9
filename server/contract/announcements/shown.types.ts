import type { Language } from '../common.ts'
import { severities, type Announcement, type AnnouncementTexts } from './types.ts'

/** At most so many banners stand over a page (D3). */
const mostShown = 2

export type Phase = 'coming' | 'present' | 'over'
type Window = { from: string; until: string | null; endedAt: string | null }

/** Where an announcement is at this instant; what was planned to end is over then, unless an update has said otherwise. */
export function phaseOf({ from, until, endedAt }: Window, now: Date): Phase {
  const at = now.getTime()
  if (endedAt !== null || (until !== null && Date.parse(until) <= at)) return 'over'
  return Date.parse(from) <= at ? 'present' : 'coming'
}

/** What stands over the page now: under way and not closed by the reader, the worst first, then the newest. */
export function bannersAt(announcements: readonly Announcement[], now: Date): Announcement[] {
  const shown = announcements.filter((one) => phaseOf(one, now) === 'present' && !isClosed(one))
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
