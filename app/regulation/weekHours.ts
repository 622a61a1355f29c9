import type { Regulation } from '#contract/regulations/document.types.ts'

type Calendar = Regulation['calendars'][string]
export type HoursLine = { weekdays: number[]; from: string; to: string }

/** A week as people read it: each span with the weekdays that share it, from Monday, 1, on. */
export function weekHours({ weekly }: Calendar): HoursLine[] {
  const lines = new Map<string, HoursLine>()
  const days = [weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6], weekly[7]]
  for (const [index, spans] of days.entries()) {
    for (const [from, to] of spans) {
      const line = lines.get(`${from}-${to}`) ?? { weekdays: [], from, to }
      line.weekdays.push(index + 1)
      lines.set(`${from}-${to}`, line)
    }
  }
  return [...lines.values()]
}
