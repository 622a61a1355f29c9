import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type {
  AnswerRequestInput,
  IncomingRequest,
  ListIncomingInput,
} from '#contract/connections/partnerRequests.types.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

export type IncomingFilter = ListIncomingInput['filter']

/** E11: requests for a partner that the standard desk has handed to this one. */
export const useIncomingStore = defineStore('incomingRequests', () => {
  const call = useCall()
  const filter = shallowRef<IncomingFilter>('live')
  /** Null until it is known. */
  const accepts = shallowRef<boolean | null>(null)
  const list = usePagedList<IncomingRequest, string>(
    async (cursor) => {
      const page = await call('listPartnerRequests', {
        filter: filter.value,
        ...(cursor === null ? {} : { cursor }),
      })
      accepts.value = page.accepts
      return { rows: page.requests, next: page.nextCursor }
    },
    ({ handoverId }) => handoverId,
  )

  async function show(chosen: IncomingFilter): Promise<void> {
    filter.value = chosen
    await list.readAnew()
  }

  async function setAccepts(wanted: boolean): Promise<void> {
    accepts.value = (await call('acceptPartnerRequests', { accepts: wanted })).accepts
  }

  async function answer(input: AnswerRequestInput): Promise<void> {
    keep(await call('answerPartnerRequest', input))
  }

  async function decline(handoverId: string, reason: string): Promise<void> {
    keep(await call('declinePartnerRequest', { handoverId, reason }))
  }

  function keep(changed: IncomingRequest): void {
    list.replace(({ handoverId }) => handoverId === changed.handoverId, changed)
  }

  const { shown, reason, isReadingMore, read, readMore } = list
  return { shown, reason, isReadingMore, read, readMore, filter, accepts, show, setAccepts, answer, decline }
})
