import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { TicketSummary } from '#contract/tickets/types.ts'
import { useCall } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { useRealtime } from '#app/lib/realtime.ts'
import { useSession } from '#app/lib/session.ts'
import { emptyList, isSearched, withFirstPage, withNextPage, withSummary } from './ticketList.ts'
import type { ListQuery, ListSource, TicketListState } from './ticketList.ts'

const pageSize = 50

/** The lists of tickets of both faces: the client's own and the desk's queue. */
export const useTicketListStore = defineStore('ticketLists', () => {
  const call = useCall()
  const { me } = useSession()
  const { onReconnected, onSummary } = useRealtime()
  const lists = shallowReactive<Record<ListSource, TicketListState>>({ client: emptyList, desk: emptyList })
  const shown = new Set<ListSource>()
  const asked: Record<ListSource, number> = { client: 0, desk: 0 }

  async function show(source: ListSource, query: ListQuery): Promise<void> {
    shown.add(source)
    const isSame = JSON.stringify(lists[source].query) === JSON.stringify(query)
    lists[source] = { ...lists[source], query, status: 'loading', ...(isSame ? {} : { tickets: [], news: [] }) }
    await load(source, null)
  }

  async function loadMore(source: ListSource): Promise<void> {
    const { nextCursor, status } = lists[source]
    if (nextCursor === null || status === 'loading') return
    lists[source] = { ...lists[source], status: 'loading' }
    await load(source, nextCursor)
  }

  /** Of several questions on their way only the answer to the last one counts. */
  async function load(source: ListSource, cursor: string | null): Promise<void> {
    asked[source] += 1
    const question = asked[source]
    try {
      const page = await ask(source, cursor)
      if (question !== asked[source]) return
      lists[source] = cursor === null ? withFirstPage(lists[source], page) : withNextPage(lists[source], page)
    } catch (error) {
      const reason = toApiError(error)
      if (question === asked[source]) lists[source] = { ...lists[source], status: 'failed', reason }
    }
  }

  function ask(source: ListSource, cursor: string | null) {
    const { query } = lists[source]
    const { filter, search } = query
    const page = { limit: pageSize, ...(cursor === null ? {} : { cursor }) }
    if (source === 'desk') return call('listQueue', { ...query, ...page })
    const own = filter === 'unassigned' ? 'open' : filter
    return call('listTickets', { filter: own, ...page, ...(isSearched(query) ? { search } : {}) })
  }

  function applySummary(summary: TicketSummary): void {
    const viewer = me.value
    if (viewer === null) return
    // One person may be a client and an agent at once (C6): a ticket belongs to the list of its own side.
    const isOwn = summary.memberId === viewer.memberId && viewer.client !== null
    const isServed = summary.deskId === viewer.desk?.deskId
    if (isOwn) lists.client = withSummary(lists.client, summary, viewer.person.userId)
    // What is said to the assistant waits for nobody of the desk.
    if (isServed && summary.status !== 'assistant') lists.desk = withSummary(lists.desk, summary, viewer.person.userId)
  }

  /** What the reader has just seen is read at once, also before the server says so. */
  function applyRead(ticketId: string, seq: number): void {
    for (const source of ['client', 'desk'] as const) {
      const tickets = lists[source].tickets.map((summary) =>
        summary.ticketId === ticketId && summary.readSeq < seq ? { ...summary, readSeq: seq } : summary,
      )
      lists[source] = { ...lists[source], tickets }
    }
  }

  function forgetNews(source: ListSource): void {
    lists[source] = { ...lists[source], news: [] }
  }

  onSummary(applySummary)
  onReconnected(() => {
    for (const source of shown) void load(source, null)
  })

  return { lists, show, loadMore, applySummary, applyRead, forgetNews }
})
