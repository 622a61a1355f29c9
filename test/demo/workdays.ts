const DAY = 86_400_000
/** The story's people work in Moscow, which has had no summer time since 2014. */
const MOSCOW_AHEAD = 3 * 3_600_000

/** So many working days before the visitor comes, at this time of day. */
export type Ago = (days: number, time: `${number}:${number}`) => Date

/** The instant at which it was this time of day in Moscow, so many working days ago (Mondays to Fridays). */
export function workdaysAgo(now: Date, days: number, time: `${number}:${number}`): Date {
  let midnight = Math.floor((now.getTime() + MOSCOW_AHEAD) / DAY) * DAY
  for (let left = days; left > 0;) {
    midnight -= DAY
    if (!isWeekend(midnight)) left -= 1
  }
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(midnight + (hours * 60 + minutes) * 60_000 - MOSCOW_AHEAD)
}

function isWeekend(midnight: number): boolean {
  const weekday = new Date(midnight).getUTCDay()
  return weekday === 0 || weekday === 6
}
