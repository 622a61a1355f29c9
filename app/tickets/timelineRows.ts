import type { Message } from '#contract/tickets/types.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import type { Entry, SystemEntry } from './conversation.ts'
import type { Outgoing } from './outbox.ts'

export type Delivery = 'uploading' | 'waiting' | 'sending' | 'delivered' | 'read' | 'refused'

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'intake'; readonly key: string }
  | { readonly kind: 'system'; readonly key: string; readonly entry: SystemEntry }
  | MessageRow

export interface MessageRow {
  readonly kind: 'message'
  readonly key: string
  readonly seq: number
  readonly message: Message
  readonly isOwn: boolean
  /** Says the name only when somebody else spoke before, or long ago. */
  readonly isContinued: boolean
  readonly delivery: Delivery | null
  readonly reason: ApiError | null
}

export interface Reader {
  userId: number
  name: string
  side: 'client' | 'desk'
  otherSideRead: number
  /** What had been read when the ticket was opened: the divider stands behind it until the ticket is left. */
  readSeqAtOpening: number
  /** Below the first message stands what was answered beside it (T4). */
  hasIntake: boolean
  dayOf: (at: string) => string
}

const continuedWithinMs = 5 * 60_000

/** Everything that stands in the conversation from top to bottom, what is still on its way last. */
export function timelineRows(entries: readonly Entry[], outbox: readonly Outgoing[], reader: Reader): Row[] {
  const rows: Row[] = []
  let day = ''
  let before: MessageRow | null = null
  let isDivided = false
  let lacksIntake = reader.hasIntake
  const contents = [...entries.map((entry) => rowOf(entry, reader)), ...outbox.map((item) => outgoingRow(item, reader))]
  for (const row of contents) {
    const at = row.kind === 'message' ? row.message.at : row.entry.at
    const rowDay = reader.dayOf(at)
    if (rowDay !== day) {
      rows.push({ kind: 'day', key: `day-${rowDay}`, at })
      before = null
    }
    day = rowDay
    if (!isDivided && isUnread(row, reader)) {
      rows.push({ kind: 'unread', key: 'unread' })
      isDivided = true
      before = null
    }
    const placed: Row = row.kind === 'message' ? { ...row, isContinued: continues(before, row) } : row
    rows.push(placed)
    before = row.kind === 'message' ? row : null
    if (lacksIntake && row.kind === 'message') {
      rows.push({ kind: 'intake', key: 'intake' })
      lacksIntake = false
      before = null
    }
  }
  return rows
}

function rowOf(entry: Entry, reader: Reader): Extract<Row, { kind: 'message' | 'system' }> {
  if (entry.kind === 'system') return { kind: 'system', key: entry.key, entry }
  const { message, seq } = entry
  const isOwn = message.author.side === reader.side && message.author.userId === reader.userId
  const isRead = message.publicSeq !== null && message.publicSeq <= reader.otherSideRead
  const delivery = isOwn && !message.isDeleted && message.kind === 'public' ? ticks(isRead) : null
  return { kind: 'message', key: entry.key, seq, message, isOwn, isContinued: false, delivery, reason: null }
}

const ticks = (isRead: boolean): Delivery => (isRead ? 'read' : 'delivered')

function outgoingRow(outgoing: Outgoing, reader: Reader): MessageRow {
  const { messageId, kind, isQuestion, text, at, state, reason } = outgoing
  const message: Message = {
    messageId,
    seq: Number.MAX_SAFE_INTEGER,
    publicSeq: null,
    author: { side: reader.side, userId: reader.userId, name: reader.name },
    kind,
    isQuestion,
    text,
    at,
    editedAt: null,
    isDeleted: false,
  }
  const delivery = state === 'sent' ? 'delivered' : state
  return {
    kind: 'message',
    key: messageId,
    seq: message.seq,
    message,
    isOwn: true,
    isContinued: false,
    delivery,
    reason,
  }
}

function isUnread(row: Row, reader: Reader): boolean {
  return row.kind === 'message' && !row.isOwn && row.seq > reader.readSeqAtOpening
}

function continues(before: MessageRow | null, row: MessageRow): boolean {
  if (before === null || before.message.isDeleted !== row.message.isDeleted) return false
  const isSameAuthor =
    before.message.author.side === row.message.author.side && before.message.author.userId === row.message.author.userId
  const isSoon = Date.parse(row.message.at) - Date.parse(before.message.at) < continuedWithinMs
  return isSameAuthor && isSoon && before.message.kind === row.message.kind
}
