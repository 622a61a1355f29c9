import type { SendMessageInput } from '#contract/tickets/conversation.types.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import type { Shelf } from '#app/lib/storage.ts'

/** A message on its way. It is shown at once and kept until the server has it; its id makes every repetition harmless. */
export interface Outgoing extends Required<Omit<SendMessageInput, 'seenSeq' | 'mentions'>> {
  /** Up to which number its writer had seen the ticket; null where nobody asks (T8). Kept by a page of before without it. */
  readonly seenSeq?: number | null
  /** Whom a note mentions. */
  readonly mentions?: readonly number[]
  readonly at: string
  readonly order: number
  /** `uploading`: its files are still on their way; `sent`: acknowledged, only its event has not arrived yet. */
  readonly state: 'uploading' | 'waiting' | 'sending' | 'sent' | 'refused'
  readonly reason: ApiError | null
}

const keyPrefix = 'outbox:'

/** One key a message, so that two tabs of one person do not overwrite each other's. */
export function keepOutgoing(shelf: Shelf, outgoing: Outgoing): void {
  shelf.write(keyPrefix + outgoing.messageId, JSON.stringify(outgoing))
}

export function forgetOutgoing(shelf: Shelf, messageId: string): void {
  shelf.remove(keyPrefix + messageId)
}

/** What a closed page left behind, in the order in which it was written. */
export function restoreOutbox(shelf: Shelf): Outgoing[] {
  return shelf
    .keys()
    .filter((key) => key.startsWith(keyPrefix))
    .flatMap((key) => outgoingIn(shelf.read(key)))
    .toSorted((left, right) => left.order - right.order)
}

/** The one that goes next: in order, one at a time; whatever waits for its writer or for its files holds up nobody. */
export function nextToSend(outbox: readonly Outgoing[], ticketId: string): Outgoing | null {
  const first = outbox.find(
    (outgoing) => outgoing.ticketId === ticketId && (outgoing.state === 'waiting' || outgoing.state === 'sending'),
  )
  return first?.state === 'waiting' ? first : null
}

export function isUnsettled({ state }: Outgoing): boolean {
  return state === 'uploading' || state === 'waiting' || state === 'sending'
}

function outgoingIn(text: string | null): Outgoing[] {
  const value: unknown = text === null ? null : JSON.parse(text)
  if (!isOutgoing(value)) return []
  // What was on its way when the page closed is sent again. The first releases knew no files.
  const kept = { ...value, files: value.files ?? [] }
  return [kept.state === 'refused' || kept.state === 'uploading' ? kept : { ...kept, state: 'waiting' }]
}

type Kept = Omit<Outgoing, 'files'> & Partial<Pick<Outgoing, 'files'>>

function isOutgoing(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'messageId' in value && 'ticketId' in value && 'order' in value
}
