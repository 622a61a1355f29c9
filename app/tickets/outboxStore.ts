import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useCall } from '#app/lib/api.ts'
import { newId } from '#app/lib/newId.ts'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { useRealtime } from '#app/lib/realtime.ts'
import { useSession } from '#app/lib/session.ts'
import { openShelf } from '#app/lib/storage.ts'
import { useUploadStore } from './files/uploadStore.ts'
import { forgetOutgoing, isUnsettled, keepOutgoing, nextToSend, restoreOutbox } from './outbox.ts'
import type { Outgoing } from './outbox.ts'

const firstRetryMs = 1_000
const longestRetryMs = 10_000

/** These pass by themselves; every other refusal is for the writer to decide. */
const passing: ReadonlySet<ApiError['code']> = new Set<ApiError['code']>([
  'unreachable',
  'too_many_requests',
  'portal_unreachable',
  'no_session',
  'session_expired',
  'identity_not_confirmed',
])

export interface Written {
  ticketId: string
  text: string
  kind: 'public' | 'note'
  isQuestion: boolean
  /** Of an answer of the desk: up to which number its writer had seen the ticket (T8). */
  seenSeq?: number | null
  mentions?: readonly number[]
}

/** Messages between the writer's Enter and the server's word that it has them. */
export const useOutboxStore = defineStore('outbox', () => {
  const call = useCall()
  const { me } = useSession()
  const { onReconnected } = useRealtime()
  const uploads = useUploadStore()
  const shelf = openShelf(`opora:${me.value?.memberId ?? ''}:${me.value?.person.userId ?? 0}:`)
  const outbox = shallowRef<readonly Outgoing[]>(restoreOutbox(shelf))
  const acknowledgedListeners = new Set<(ticketId: string, seq: number) => void>()
  const landedListeners = new Set<(from: string, to: string) => void>()
  let failures = 0
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  /** With the files that lie beside what was written: it goes when they are there. */
  function send(written: Written): void {
    const order = Math.max(Date.now(), (outbox.value.at(-1)?.order ?? 0) + 1)
    const at = new Date().toISOString()
    const messageId = newId()
    uploads.take(written.ticketId, messageId)
    const state = uploads.ofMessage(messageId).length > 0 ? 'uploading' : 'waiting'
    put({ ...written, files: [], messageId, at, order, state, reason: null })
    sendWithFiles()
    void pump(written.ticketId)
  }

  /** What has waited for its files goes on when the last one is there. */
  function sendWithFiles(): void {
    for (const outgoing of outbox.value.filter(({ state }) => state === 'uploading')) {
      const files = uploads.ofMessage(outgoing.messageId)
      if (files.length === 0 && outgoing.text === '') leave(outgoing.messageId)
      else if (files.every(({ file }) => file !== null)) {
        put({ ...outgoing, files: files.flatMap(({ file }) => file?.fileId ?? []), state: 'waiting' })
        void pump(outgoing.ticketId)
      }
    }
  }

  /** The event of a message of ours came, perhaps before the answer to its sending: it now stands in the conversation. */
  function arrived(messageIds: readonly string[]): void {
    const ids = new Set(messageIds)
    if (!outbox.value.some(({ messageId }) => ids.has(messageId))) return
    for (const messageId of ids) leave(messageId)
  }

  function leave(messageId: string): void {
    takeOut(messageId)
    uploads.forget(uploads.ofMessage(messageId).map(({ key }) => key))
  }

  function takeOut(messageId: string): void {
    forgetOutgoing(shelf, messageId)
    outbox.value = outbox.value.filter((outgoing) => outgoing.messageId !== messageId)
  }

  function retry(messageId: string): void {
    const refused = outbox.value.find((outgoing) => outgoing.messageId === messageId && outgoing.state === 'refused')
    if (refused === undefined) return
    // Sent all the same: what the refusal told of has been seen.
    const told = refused.reason?.code === 'answered_meanwhile' ? refused.reason.details['seq'] : null
    const seenSeq = typeof told === 'number' ? told : (refused.seenSeq ?? null)
    put({ ...refused, seenSeq, state: 'waiting', reason: null })
    void pump(refused.ticketId)
  }

  function discard(messageId: string): void {
    takeOut(messageId)
    for (const { key } of uploads.ofMessage(messageId)) uploads.remove(key)
  }

  function pumpAll(): void {
    for (const ticketId of new Set(outbox.value.map((outgoing) => outgoing.ticketId))) void pump(ticketId)
  }

  async function pump(ticketId: string): Promise<void> {
    const next = nextToSend(outbox.value, ticketId)
    if (next === null) return
    const { messageId, text, kind, isQuestion, files, seenSeq = null, mentions = [] } = next
    const more = {
      ...(seenSeq !== null && { seenSeq }),
      ...(mentions.length > 0 && { mentions: [...mentions] }),
    }
    put({ ...next, state: 'sending' })
    try {
      const sent = await call('sendMessage', { ticketId, messageId, text, kind, isQuestion, files, ...more })
      const { seq } = sent
      failures = 0
      forgetOutgoing(shelf, messageId)
      if (sent.ticketId !== undefined) {
        // The ticket was merged meanwhile: the message stands where that goes on, and nowhere here.
        leave(messageId)
        for (const listener of landedListeners) listener(ticketId, sent.ticketId)
        await pump(ticketId)
        return
      }
      replace({ ...next, state: 'sent' })
      for (const listener of acknowledgedListeners) listener(ticketId, seq)
    } catch (error) {
      const reason = toApiError(error)
      if (passing.has(reason.code)) {
        replace({ ...next, state: 'waiting' })
        retryLater()
        return
      }
      keepOutgoing(shelf, { ...next, state: 'refused', reason })
      replace({ ...next, state: 'refused', reason })
    }
    await pump(ticketId)
  }

  function retryLater(): void {
    if (retryTimer !== undefined) return
    const delay = Math.min(firstRetryMs * 2 ** failures, longestRetryMs)
    failures += 1
    retryTimer = setTimeout(() => {
      retryTimer = undefined
      pumpAll()
    }, delay)
  }

  function put(outgoing: Outgoing): void {
    keepOutgoing(shelf, outgoing)
    const rest = outbox.value.filter(({ messageId }) => messageId !== outgoing.messageId)
    outbox.value = [...rest, outgoing].toSorted((left, right) => left.order - right.order)
  }

  /** Unlike `put`, brings nothing back that has arrived or was discarded meanwhile. */
  function replace(outgoing: Outgoing): void {
    outbox.value = outbox.value.map((known) => (known.messageId === outgoing.messageId ? outgoing : known))
  }

  watch(() => uploads.uploads, sendWithFiles)
  onReconnected(pumpAll)
  onScopeDispose(() => clearTimeout(retryTimer))
  sendWithFiles()
  pumpAll()

  return {
    outbox,
    hasUnsettled: computed(() => outbox.value.some(isUnsettled)),
    send,
    arrived,
    retry,
    discard,
    onLanded(listener: (from: string, to: string) => void): () => void {
      landedListeners.add(listener)
      return () => landedListeners.delete(listener)
    },
    onAcknowledged: (listener: (ticketId: string, seq: number) => void) => acknowledgedListeners.add(listener),
  }
})
