import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ListedRating } from '#contract/tickets/ratings.types.ts'
import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { language } from '#app/lib/i18n.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

export type ShownRatings = RouteInput<'listRatings'>['filter']

/** T11: ratings of the desk's tickets, the newest first. */
export const useRatingsStore = defineStore('ratings', () => {
  const call = useCall()
  const filter = shallowRef<ShownRatings>({})
  const list = usePagedList<ListedRating, string>(
    async (cursor) => {
      const page = await call('listRatings', { filter: filter.value, ...(cursor === null ? {} : { cursor }) })
      return { rows: page.ratings, next: page.nextCursor }
    },
    ({ ticketId, endingSeq }) => `${ticketId} ${endingSeq}`,
  )

  function narrow(chosen: ShownRatings): Promise<void> {
    filter.value = chosen
    return list.readAnew()
  }

  const exportAll = (): Promise<RouteOutput<'exportRatings'>> =>
    call('exportRatings', { filter: filter.value, language: language.value })

  const { shown, reason, isReadingMore, read, readMore } = list
  return { filter, shown, reason, isReadingMore, read, readMore, narrow, exportAll }
})
