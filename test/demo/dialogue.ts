import { newId, type Teller, type Told } from './teller.ts'

const soon = 2000
const mostAttempts = 5

/** A talk of one client with the assistant, which answers two seconds later. */
export function dialogue(told: Told, who: Teller) {
  const ticketId = newId()
  const { tell, answer } = told
  const answered = (at: Date) => answer(ticketId, new Date(at.getTime() + soon))
  /** The newest attempt, about which it may be said whether it helped. */
  const judge = async (at: Date, isHelped: boolean) => {
    const { judging } = await tell(who, at, 'readDialogue', { ticketId })
    if (judging === null) throw new Error('there is nothing to judge')
    await tell(who, at, 'judgeAnswer', { ticketId, attemptId: judging.attemptId, isHelped })
  }
  return {
    ticketId,
    async ask(at: Date, subject: string, text: string) {
      await tell(who, at, 'openTicket', { ticketId, messageId: newId(), subject, text, answers: [] })
      await answered(at)
    },
    write,
    helped: (at: Date) => judge(at, true),
    notHelped: (at: Date) => judge(at, false),
    /** By the button as soon as it is there; until then in words, which count as attempts. */
    async person(at: Date) {
      for (let tries = 0; tries < mostAttempts; tries += 1) {
        const { isOpen, people } = await tell(who, at, 'readDialogue', { ticketId })
        if (!isOpen) return
        if (people === 'now') return void (await tell(who, at, 'askForPerson', { ticketId }))
        await write(at, 'Позовите оператора')
      }
    },
  }

  async function write(at: Date, text: string): Promise<void> {
    await tell(who, at, 'sendMessage', { ticketId, messageId: newId(), text, kind: 'public', isQuestion: false })
    await answered(at)
  }
}
