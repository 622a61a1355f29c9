import type { DeskView } from '#contract/connections/types.ts'
import { dayOf, isSameDay, timeOf } from '#app/lib/format.ts'
import type { Viewpoint } from '#app/lib/format.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { deskTexts } from './desk.texts.ts'

type Hours = Pick<DeskView, 'openNow' | 'until' | 'from' | 'timeZone'>

/** "Открыто до 19:00", by the desk's own clock: that is the time its clients were promised. */
export function openingHoursText({ openNow, until, from, timeZone }: Hours): { text: string; hasTime: boolean } {
  const t = useTexts(deskTexts)
  const view: Viewpoint = { language: language.value, timeZone, now: new Date() }
  const end = openNow ? until : from
  if (end === null) return { text: t(openNow ? 'openAlways' : 'closed'), hasTime: false }
  const at = new Date(end)
  const time = timeOf(at, view)
  if (!openNow) return { text: t('closedUntil', { day: dayOf(at, view), time }), hasTime: true }
  if (isSameDay(at, view)) return { text: t('openUntil', { time }), hasTime: true }
  return { text: t('openDay', { day: dayOf(at, view), time }), hasTime: true }
}
