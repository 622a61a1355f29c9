import { useSession } from '#app/lib/session.ts'
import { openShelf } from '#app/lib/storage.ts'
import type { Shelf } from '#app/lib/storage.ts'
import type { SpecialInput } from '#contract/coupons/types.ts'
import type { Mentioned } from '#contract/tickets/types.ts'
import { newId } from '#app/lib/newId.ts'
import type { Piece } from './intake/pieces.ts'
import type { Answers } from './intake/useNewIntake.ts'

export interface Draft {
  text: string
  kind: 'public' | 'note'
  isQuestion: boolean
  /** Up to which number of the ticket its writer had seen when they began, or looked again; null before that (T8). */
  seenSeq: number | null
  /** Colleagues who were chosen for a note; told are those whose name still stands in it (T8). */
  mentions: readonly Mentioned[]
}

/** The ids belong to the draft: sent twice after a lost answer, it opens one ticket. */
export interface NewTicketDraft {
  ticketId: string
  messageId: string
  /** Empty: proposed from the text. */
  subject: string
  text: string
  answers: Answers
  /** Of a text that was split into several tickets (T4): their ids are made once, too. */
  pieces: readonly Piece[] | null
  /** So many problems were seen in the text when its writer chose to send it as one. */
  keptWhole: number
  /** What it takes from a coupon (T10); null: an ordinary ticket. */
  special: SpecialInput | null
}

export const emptyDraft: Draft = { text: '', kind: 'public', isQuestion: false, seenSeq: null, mentions: [] }

/** Whom a text names of those who were chosen. */
export function mentionedIn({ kind, text, mentions }: Pick<Draft, 'kind' | 'text' | 'mentions'>): number[] {
  if (kind !== 'note') return []
  return mentions.filter(({ name }) => text.includes(`@${name}`)).map(({ userId }) => userId)
}

/** What a person has begun to write in a ticket survives a reload: of whichever ticket, also of one that is only heard of later. */
export function useDrafts() {
  const shelf = usePersonShelf()
  return (ticketId: string) =>
    bound<Draft>(
      shelf,
      `draft:${ticketId}`,
      () => emptyDraft,
      ({ text }) => text === '',
    )
}

export const newIds = () => ({ ticketId: newId(), messageId: newId() })
const blankTicket = (): NewTicketDraft => ({
  ...newIds(),
  subject: '',
  text: '',
  answers: {},
  pieces: null,
  keptWhole: 1,
  special: null,
})

export function useNewTicketDraft() {
  return bound<NewTicketDraft>(
    usePersonShelf(),
    'draft:new',
    blankTicket,
    ({ subject, text, answers, pieces, special }) =>
      special === null && subject === '' && text === '' && pieces === null && Object.keys(answers).length === 0,
  )
}

function usePersonShelf(): Shelf {
  const { me } = useSession()
  return openShelf(`opora:${me.value?.memberId ?? ''}:${me.value?.person.userId ?? 0}:`)
}

function bound<Value extends object>(
  shelf: Shelf,
  key: string,
  blank: () => Value,
  isBlank: (value: Value) => boolean,
) {
  return {
    read(): Value {
      const text = shelf.read(key)
      const kept: unknown = text === null ? null : JSON.parse(text)
      return { ...blank(), ...(typeof kept === 'object' ? kept : null) }
    },
    write(value: Value): void {
      if (isBlank(value)) shelf.remove(key)
      else shelf.write(key, JSON.stringify(value))
    },
    clear: () => shelf.remove(key),
  }
}
