import type { SpecialInput } from '#contract/coupons/types.ts'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { IntakeCode } from '#contract/tickets/intake.types.ts'
import type { Score } from '#contract/tickets/ratings.types.ts'
import type { DemoFile } from './files.ts'
import { newId, type Teller, type Told } from './teller.ts'

/** What the client writes: the text, what it proposes, and what it answers beside the text (T4). */
interface Opened {
  subject: string
  text: string
  category?: Category
  priority?: Priority
  answers?: [IntakeCode, string][]
  files?: DemoFile[]
  /** By coupon (T10). */
  special?: SpecialInput
}
type How = { kind: 'public' | 'note'; isQuestion: boolean; files?: DemoFile[]; mentioned?: Teller[] }
type Reasoned = { reason: string; text: string }

export type Conversation = ReturnType<typeof conversation>

/** One ticket, told message by message; an id is given for one that another ticket was made of. */
export function conversation({ tell, attach }: Told, ticketId = newId()) {
  const [first, ids] = [newId(), { ticketId }]
  return {
    ticketId,
    /** The message with which it was opened. */
    first,
    async open(who: Teller, at: Date, { answers = [], files = [], ...what }: Opened) {
      const sent = await sendFiles(who, at, files, null)
      const input = { ticketId, messageId: first, ...what, ...sent, answers: answers.map(byWriter) }
      return tell(who, at, 'openTicket', input)
    },
    take: (who: Teller, at: Date) => tell(who, at, 'takeTicket', ids),
    classify: (who: Teller, at: Date, category: Category, priority: Priority) =>
      tell(who, at, 'classifyTicket', { ticketId, category, priority }),
    say: (who: Teller, at: Date, text: string, files: DemoFile[] = []) =>
      write(who, at, text, { kind: 'public', isQuestion: false, files }),
    ask: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'public', isQuestion: true }),
    note: (who: Teller, at: Date, text: string, mentioned: Teller[] = []) =>
      write(who, at, text, { kind: 'note', isQuestion: false, mentioned }),
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
  async function write(who: Teller, at: Date, text: string, { files = [], mentioned = [], ...how }: How) {
    const { summary } = await tell(who, at, 'readTicket', ids)
    await tell(who, at, 'markRead', { ticketId, seq: summary.lastSeq })
    const sent = await sendFiles(who, at, files, ticketId)
    const mentions = mentioned.length === 0 ? {} : { mentions: mentioned.map(({ userId }) => userId) }
    return tell(who, at, 'sendMessage', { ...written(), text, ...how, ...sent, ...mentions })
  }

  /** Nothing where there are none: most messages are words alone. */
  async function sendFiles(who: Teller, at: Date, files: DemoFile[], forTicket: string | null) {
    const sent: string[] = []
    for (const file of files) sent.push(await attach(who, at, file, forTicket))
    return sent.length === 0 ? {} : { files: sent }
  }
}

function byWriter([code, text]: [IntakeCode, string]) {
  return { code, text, source: 'writer' as const }
}
