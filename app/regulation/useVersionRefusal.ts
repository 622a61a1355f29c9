import { calendarDay } from '#app/lib/calendarDay.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { concernsTexts } from './concerns.texts.ts'
import { fieldPathText } from './fieldPath.ts'

/** Why a version cannot hold so soon for clients: what gets worse, and the first date that is possible; null for other refusals. */
export function useVersionRefusal(document: () => unknown): (reason: ApiError) => string | null {
  const t = useTexts(concernsTexts)

  function placesOf(worse: string, count: number): string {
    const places = worse.split(' ').map((place) => fieldPathText(place, document()))
    const more = count - places.length
    const all = more > 0 ? [...places, t('andMore', { count: more })] : places
    return new Intl.ListFormat(language.value, { type: 'conjunction' }).format(all)
  }

  return ({ code, details }) => {
    const { earliest, worse, count } = details
    if (typeof earliest !== 'string') return null
    const date = calendarDay(earliest)
    if (code === 'notice_too_short') return t('tooShort', { date })
    if (code !== 'version_worse' || typeof worse !== 'string' || typeof count !== 'number') return null
    return t('worsePlaces', { places: placesOf(worse, count), date })
  }
}
