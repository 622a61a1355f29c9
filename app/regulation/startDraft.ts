import { localMinute } from '#app/lib/calendarDay.ts'

const DAY = 86_400_000

/** From when something holds, as a form has it; the date is by the viewer's clock. */
export interface StartDraft {
  when: 'atOnce' | 'onDate'
  date: string
}

export function newStart(when: StartDraft['when'], inDays: number): StartDraft {
  return { when, date: localMinute(new Date(Date.now() + inDays * DAY)) }
}

/** What is sent, where null is at once; undefined where the date is none, or has passed. */
export function startOf({ when, date }: StartDraft): string | null | undefined {
  if (when === 'atOnce') return null
  const from = new Date(date)
  return from.getTime() > Date.now() ? from.toISOString() : undefined
}
