import { defineStore } from 'pinia'
import { onScopeDispose, shallowReactive } from 'vue'
import type { RouteInput } from '#contract/routes.ts'
import type { TicketEvent, TicketSummary, TicketView } from '#contract/tickets/types.ts'
import { useCall } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { newId } from '#app/lib/newId.ts'
import { useRealtime } from '#app/lib/realtime.ts'
import { hasMessage, oldestSeq } from './conversation.ts'
import { evolveTicketState, unopenedTicket } from './ticketState.ts'
import type { Change, TicketState } from './ticketState.ts'
import { useOutboxStore } from './outboxStore.ts'
import { useTicketListStore } from './ticketListStore.ts'

const pageSize = 100
const catchUpSize = 200
const typingEveryMs = 3_000
const typingLastsMs = 5_000

/** Conversations that are open on this page. */
export const useTicketStore = defineStore('tickets', () => {
  const call = useCall()
  const realtime = useRealtime()
  const outbox = useOutboxStore()
  const lists = useTicketListStore()
  const tickets = shallowReactive(new Map<string, TicketState>())
  const openings = new Map<string, { viewers: number; unwatch: (() => void) | null }>()
  const refreshing = new Set<string>()
  const saidTypingAt = new Map<string, number>()
  const reading = new Map<string, number>()
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  const ticketOf = (ticketId: string): TicketState => tickets.get(ticketId) ?? unopenedTicket

  function apply(ticketId: string, change: Change): void {
    tickets.set(ticketId, evolveTicketState(ticketOf(ticketId), change))
  }

  /** Shows a ticket and keeps it live until the returned function is called. */
  function open(ticketId: string): () => void {
    const opening = openings.get(ticketId) ?? { viewers: 0, unwatch: null }
    openings.set(ticketId, opening)
    opening.viewers += 1
    if (opening.viewers === 1) void load(ticketId)
    return () => {
      opening.viewers -= 1
      if (opening.viewers > 0) return
      opening.unwatch?.()
      openings.delete(ticketId)
    }
  }

  async function load(ticketId: string): Promise<void> {
    apply(ticketId, { type: 'asked' })
    try {
      const isKnown = ticketOf(ticketId).conversation.cursor > 0
      const [view, page] = await Promise.all([
        call('readTicket', { ticketId }),
        isKnown ? null : call('readEvents', { ticketId, limit: pageSize }),
      ])
      if (page !== null) apply(ticketId, { type: 'started', page })
      apply(ticketId, { type: 'viewed', view })
      settleOutbox(ticketId)
      watch(ticketId)
    } catch (error) {
      apply(ticketId, { type: 'failed', reason: toApiError(error) })
    }
  }

  function watch(ticketId: string): void {
    const opening = openings.get(ticketId)
    if (opening === undefined || opening.unwatch !== null) return
    const after = (): number => ticketOf(ticketId).conversation.cursor
    opening.unwatch = realtime.watch(ticketId, after, (events) => arrive(ticketId, events))
  }

  function arrive(ticketId: string, events: readonly TicketEvent[]): void {
    const before = ticketOf(ticketId).conversation.cursor
    apply(ticketId, { type: 'events', events })
    settleOutbox(ticketId)
    // What the reader may do now is the server's to say.
    if (events.some(({ seq, type }) => seq > before && !type.startsWith('message.'))) void refresh(ticketId)
  }

  function settleOutbox(ticketId: string): void {
    const { conversation } = ticketOf(ticketId)
    const ids = outbox.outbox.flatMap((outgoing) => (outgoing.ticketId === ticketId ? [outgoing.messageId] : []))
    outbox.arrived(ids.filter((messageId) => hasMessage(conversation, messageId)))
  }

  async function refresh(ticketId: string): Promise<void> {
    if (refreshing.has(ticketId)) return
    refreshing.add(ticketId)
    try {
      apply(ticketId, { type: 'viewed', view: await call('readTicket', { ticketId }) })
    } catch (error) {
      // Without an answer the last view stands; the next event or reconnect asks again.
      const reason = toApiError(error)
      if (reason.code !== 'unreachable') apply(ticketId, { type: 'failed', reason })
    } finally {
      refreshing.delete(ticketId)
    }
  }

  async function loadEarlier(ticketId: string): Promise<void> {
    const { conversation, isLoadingEarlier } = ticketOf(ticketId)
    if (!conversation.hasEarlier || isLoadingEarlier) return
    apply(ticketId, { type: 'askedEarlier' })
    try {
      const page = await call('readEvents', { ticketId, before: oldestSeq(conversation), limit: pageSize })
      apply(ticketId, { type: 'earlier', page })
    } catch (error) {
      toApiError(error)
      apply(ticketId, { type: 'earlier', page: null })
    }
  }

  /** A page of a conversation that is not open here itself: of a duplicate, read where it goes on. */
  const readPage = (ticketId: string, before?: number) =>
    call('readEvents', { ticketId, limit: pageSize, ...(before === undefined ? {} : { before }) })

  /** The id of what undoing itself makes goes with it, so that an answer that was lost undoes nothing twice. */
  async function undo(ticketId: string, linkId: string): Promise<void> {
    const view = await call('undoLink', { ticketId, linkId, undoId: newId() })
    apply(ticketId, { type: 'viewed', view })
    lists.applySummary(view.summary)
    await catchUp(ticketId, view.summary.lastSeq)
  }

  /** While the socket is down what we did ourselves is read over HTTP. */
  async function catchUp(ticketId: string, upTo: number): Promise<void> {
    if (realtime.status.value === 'online') return
    try {
      while (ticketOf(ticketId).conversation.cursor < upTo) {
        const after = ticketOf(ticketId).conversation.cursor
        const { events } = await call('readEvents', { ticketId, after, limit: catchUpSize })
        arrive(ticketId, events)
        if (ticketOf(ticketId).conversation.cursor === after) return
      }
    } catch (error) {
      toApiError(error)
    }
  }

  async function edit(input: RouteInput<'editMessage'>): Promise<void> {
    const { ticketId } = input
    await call('editMessage', input)
    await catchUp(ticketId, ticketOf(ticketId).conversation.cursor + 1)
  }

  async function remove(ticketId: string, messageId: string): Promise<void> {
    await call('deleteMessage', { ticketId, messageId })
    await catchUp(ticketId, ticketOf(ticketId).conversation.cursor + 1)
  }

  /** Ids come with the input, so that trying again opens nothing twice. */
  async function openNew(input: RouteInput<'openTicket'>): Promise<TicketView> {
    const view = await call('openTicket', input)
    lists.applySummary(view.summary)
    return view
  }

  /** Several at once: all of them are opened or none, so trying again opens none twice (T4). */
  async function openSeveral(input: RouteInput<'openTickets'>): Promise<readonly TicketView[]> {
    const opened = await call('openTickets', input)
    for (const { summary } of opened.tickets) lists.applySummary(summary)
    return opened.tickets
  }

  async function move(name: 'confirmResolution' | 'withdrawTicket' | 'reopenTicket', ticketId: string): Promise<void> {
    await moved(ticketId, await call(name, { ticketId }))
  }

  async function giveAccess(input: RouteInput<'giveAccess'>): Promise<void> {
    await moved(input.ticketId, await call('giveAccess', input))
  }

  async function rate(input: RouteInput<'rateTicket'>): Promise<void> {
    await moved(input.ticketId, await call('rateTicket', input))
  }

  /** What an act in this ticket was answered with, by whichever store. */
  const took = (view: TicketView): Promise<void> => moved(view.summary.ticketId, view)

  async function moved(ticketId: string, view: TicketView): Promise<void> {
    apply(ticketId, { type: 'viewed', view })
    lists.applySummary(view.summary)
    await catchUp(ticketId, view.summary.lastSeq)
  }

  /** One mark on its way a ticket; the newest number waits for it and goes next. */
  function markRead(ticketId: string, seq: number): void {
    const { view } = ticketOf(ticketId)
    if (view === null || seq <= view.summary.readSeq) return
    apply(ticketId, { type: 'read', seq })
    lists.applyRead(ticketId, seq)
    const isBusy = reading.has(ticketId)
    reading.set(ticketId, seq)
    if (!isBusy) void sendRead(ticketId)
  }

  async function sendRead(ticketId: string): Promise<void> {
    const seq = reading.get(ticketId) ?? 0
    try {
      await call('markRead', { ticketId, seq })
    } catch (error) {
      toApiError(error)
    }
    if ((reading.get(ticketId) ?? 0) > seq) await sendRead(ticketId)
    else reading.delete(ticketId)
  }

  /** Answers and notes are told each by themselves: when the one is told must say nothing of the other. */
  function typed(ticketId: string, isNote = false): void {
    const now = Date.now()
    const key = `${ticketId} ${isNote}`
    if (now - (saidTypingAt.get(key) ?? 0) < typingEveryMs) return
    saidTypingAt.set(key, now)
    realtime.sendTyping(ticketId, isNote)
  }

  function forgetTyping(): void {
    typingTimer = undefined
    const now = Date.now()
    for (const [ticketId, { typing }] of tickets) {
      if (typing.some(({ until }) => until <= now)) apply(ticketId, { type: 'quiet', now })
    }
    if ([...tickets.values()].some(({ typing }) => typing.length > 0)) typingTimer = setTimeout(forgetTyping, 1_000)
  }

  function applySummary(summary: TicketSummary): void {
    const { view } = ticketOf(summary.ticketId)
    if (view === null) return
    const readSeq = Math.max(summary.readSeq, view.summary.readSeq)
    apply(summary.ticketId, { type: 'viewed', view: { ...view, summary: { ...summary, readSeq } } })
  }

  outbox.onAcknowledged((ticketId, seq) => void catchUp(ticketId, seq))
  realtime.onSummary(applySummary)
  realtime.onRead(({ ticketId, side, seq }) => {
    const { view } = ticketOf(ticketId)
    if (view !== null && view.side !== side) apply(ticketId, { type: 'readByOther', seq })
  })
  realtime.onPresence(({ ticketId, people }) => {
    if (tickets.has(ticketId)) apply(ticketId, { type: 'present', people })
  })
  realtime.onTyping(({ ticketId, side, userId, name, isNote = false }) => {
    if (!tickets.has(ticketId)) return
    apply(ticketId, { type: 'typing', person: { side, userId, name, isNote, until: Date.now() + typingLastsMs } })
    typingTimer ??= setTimeout(forgetTyping, typingLastsMs)
  })
  realtime.onRefused((ticketId, code) => {
    if (ticketId !== null && openings.has(ticketId)) apply(ticketId, { type: 'failed', reason: { code, details: {} } })
  })
  realtime.onReconnected(() => {
    for (const ticketId of openings.keys()) void load(ticketId)
  })
  onScopeDispose(() => {
    clearTimeout(typingTimer)
    for (const { unwatch } of openings.values()) unwatch?.()
  })

  return {
    tickets,
    ticketOf,
    open,
    load,
    loadEarlier,
    edit,
    remove,
    openNew,
    openSeveral,
    move,
    giveAccess,
    took,
    rate,
    markRead,
    typed,
    readPage,
    undo,
  }
})
