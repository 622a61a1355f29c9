import type { Language } from '#contract/common.ts'
import type { ListedRating } from '#contract/tickets/ratings.types.ts'
import { writtenInstant } from '#server/calendar/wallDate.ts'
import { csvLine, csvMark } from '#server/platform/files/csv.ts'
import { ratingHeaders } from './ratings.texts.ts'

/** D9: in the language of whoever reads it, by the desk's clock. */
export function ratingsCsv(ratings: readonly ListedRating[], reader: { language: Language; timeZone: string }): string {
  const { language, timeZone } = reader
  const head = ratingHeaders[language].map((title) => title.replace('{timeZone}', timeZone))
  const lines = ratings.map((one) => [
    writtenInstant(one.ratedAt, reader),
    String(one.score),
    one.comment,
    one.number,
    one.subject,
    one.clientName ?? one.portalName,
    one.portalName,
    one.ratedBy,
    one.agent?.name ?? '',
  ])
  return csvMark + [head, ...lines].map((cells) => csvLine(cells, language)).join('')
}
