import { newId, type Teller, type Told } from './teller.ts'

export type Conversation = ReturnType<typeof conversation>

/** One ticket, told message by message. */
export function conversation({ tell }: Told) {
  const ticketId = newId()
  return {
    ticketId,
    open: (who: Teller, at: Date, what: { subject: string; text: string }) =>
      tell(who, at, 'openTicket', { ticketId, messageId: newId(), ...what }),
    take: (who: Teller, at: Date) => tell(who, at, 'takeTicket', { ticketId }),
    say: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'public', isQuestion: false }),
    ask: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'public', isQuestion: true }),
    note: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'note', isQuestion: false }),
  }

  /** Nobody answers what they have not read. */
  async function write(who: Teller, at: Date, text: string, how: { kind: 'public' | 'note'; isQuestion: boolean }) {
    const { summary } = await tell(who, at, 'readTicket', { ticketId })
    await tell(who, at, 'markRead', { ticketId, seq: summary.lastSeq })
    return tell(who, at, 'sendMessage', { ticketId, messageId: newId(), text, ...how })
  }
}
