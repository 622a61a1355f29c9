import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { IntakeCode } from '#contract/tickets/intake.types.ts'
import type { Score } from '#contract/tickets/ratings.types.ts'
import { newId, type Teller, type Told } from './teller.ts'

/** What the client writes: the text, what it proposes, and what it answers beside the text (T4). */
interface Opened {
  subject: string
  text: string
  category?: Category
  priority?: Priority
  answers?: [IntakeCode, string][]
}
type Reasoned = { reason: string; text: string }

export type Conversation = ReturnType<typeof conversation>

/** One ticket, told message by message; an id is given for one that another ticket was made of. */
export function conversation({ tell }: Told, ticketId = newId()) {
  const [first, ids] = [newId(), { ticketId }]
  return {
    ticketId,
    /** The message with which it was opened. */
    first,
    open: (who: Teller, at: Date, { answers = [], ...what }: Opened) =>
      tell(who, at, 'openTicket', { ticketId, messageId: first, ...what, answers: answers.map(byWriter) }),
    take: (who: Teller, at: Date) => tell(who, at, 'takeTicket', ids),
    classify: (who: Teller, at: Date, category: Category, priority: Priority) =>
      tell(who, at, 'classifyTicket', { ticketId, category, priority }),
    say: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'public', isQuestion: false }),
    ask: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'public', isQuestion: true }),
    note: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'note', isQuestion: false }),
    defer: (who: Teller, at: Date, { until, ...how }: Reasoned & { until: Date }) =>
      tell(who, at, 'deferTicket', { ...written(), ...how, until: until.toISOString() }),
    moveDate: (who: Teller, at: Date, until: Date) =>
      tell(who, at, 'moveDeferralDate', { ticketId, until: until.toISOString() }),
    decline: (who: Teller, at: Date, how: Reasoned) => tell(who, at, 'declineTicket', { ...written(), ...how }),
    /** T5: in one of the regulation's areas, or in none. */
    declineOutside: (who: Teller, at: Date, area: string | null, text: string) =>
      tell(who, at, 'declineOutOfScope', { ...written(), area, text }),
    resolve: (who: Teller, at: Date, text: string) => tell(who, at, 'resolveTicket', { ...written(), text }),
    confirm: (who: Teller, at: Date) => tell(who, at, 'confirmResolution', ids),
    rate: (who: Teller, at: Date, score: Score, comment: string) =>
      tell(who, at, 'rateTicket', { ticketId, score, comment }),
    reopen: (who: Teller, at: Date) => tell(who, at, 'reopenTicket', ids),
    withdraw: (who: Teller, at: Date) => tell(who, at, 'withdrawTicket', ids),
    mergeInto: (who: Teller, at: Date, into: { ticketId: string }) =>
      tell(who, at, 'mergeTicket', { linkId: newId(), ticketId, intoTicketId: into.ticketId }),
    /** A part of the first message becomes a ticket of its own; returns its id. */
    async splitOff(who: Teller, at: Date, part: { subject: string; text: string; category: Category }) {
      const madeId = newId()
      const { subject, text, category } = part
      const piece = { linkId: newId(), ticketId: madeId, subject, category, messages: [{ messageId: first, text }] }
      await tell(who, at, 'splitTicket', { ticketId, pieces: [{ ...piece, priority: 'medium' }] })
      return madeId
    },
  }

  function written() {
    return { ticketId, messageId: newId() }
  }

  /** Nobody answers what they have not read. */
  async function write(who: Teller, at: Date, text: string, how: { kind: 'public' | 'note'; isQuestion: boolean }) {
    const { summary } = await tell(who, at, 'readTicket', ids)
    await tell(who, at, 'markRead', { ticketId, seq: summary.lastSeq })
    return tell(who, at, 'sendMessage', { ...written(), text, ...how })
  }
}

function byWriter([code, text]: [IntakeCode, string]) {
  return { code, text, source: 'writer' as const }
}
