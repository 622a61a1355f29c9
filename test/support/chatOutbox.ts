import { randomUUID } from 'node:crypto'
import type { HttpAnswer } from './postJson.ts'
import type { ChatTiming } from './chatTiming.ts'

export type MessageKind = 'public' | 'note'
export type Acknowledged = { seq: number; at: string; acknowledgedAt: number }
/** What a page does when nobody answered its message; the last two are controls that must be found out. */
export type Resending = 'sameId' | 'never' | 'newId'

export type ChatOutbox = {
  put(messageId: string, text: string, kind: MessageKind): void
  /** Neither acknowledged nor refused yet. */
  waiting(): number
  /** The connection is back: no reason to sit out the wait. */
  retryNow(): void
  close(): void
}

/** As in app/tickets/outboxStore.ts: in order, one at a time, the same id until somebody says that it is there. */
export function openChatOutbox(options: {
  timing: ChatTiming
  resending: Resending
  post: (message: { messageId: string; text: string; kind: MessageKind }) => Promise<HttpAnswer>
  acknowledged: (messageId: string, acknowledged: Acknowledged, milliseconds: number) => void
  refused: (messageId: string, code: string) => void
}): ChatOutbox {
  const { timing, resending } = options
  const queue: { messageId: string; sentAs: string; text: string; kind: MessageKind }[] = []
  let isSending = false
  let isClosed = false
  let failures = 0
  let later: NodeJS.Timeout | undefined

  async function pump(): Promise<void> {
    const [next] = queue
    if (next === undefined || isSending || isClosed || later !== undefined) return
    isSending = true
    const { messageId, text, kind, sentAs } = next
    const sentAt = performance.now()
    const isSettled = settle(messageId, await options.post({ messageId: sentAs, text, kind }), sentAt)
    isSending = false
    if (isSettled || resending === 'never') queue.shift()
    else if (resending === 'newId') next.sentAs = randomUUID()
    if (isSettled) failures = 0
    else retryLater()
    await pump()
  }

  /** False: the server did not say, so it has to be asked again. */
  function settle(messageId: string, { status, body }: HttpAnswer, sentAt: number): boolean {
    if (isClosed || status === null || status >= 500 || status === 429) return false
    const acknowledgedAt = performance.now()
    const { seq, at, code } = body
    if (status === 200 && typeof seq === 'number' && typeof at === 'string') {
      options.acknowledged(messageId, { seq, at, acknowledgedAt }, acknowledgedAt - sentAt)
    } else options.refused(messageId, typeof code === 'string' ? code : String(status))
    return true
  }

  function retryLater() {
    if (isClosed) return
    const delay = Math.min(timing.resendFirstMs * 2 ** failures, timing.resendLongestMs)
    failures += 1
    later = setTimeout(retryNow, delay)
  }

  function retryNow() {
    clearTimeout(later)
    later = undefined
    void pump()
  }

  return {
    put(messageId, text, kind) {
      queue.push({ messageId, sentAs: messageId, text, kind })
      void pump()
    },
    waiting: () => queue.length,
    retryNow,
    close() {
      isClosed = true
      clearTimeout(later)
    },
  }
}
