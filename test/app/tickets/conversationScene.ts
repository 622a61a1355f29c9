import { vi } from 'vitest'
import Conversation from '#app/tickets/Conversation.vue'
import type { TicketEvent, TicketView } from '#contract/tickets/types.ts'
import { clientAuthor, ids, meOf, opened, sent, viewOf } from '../factories.ts'
import { allByRole, byRole, mountInApp, server, settle, signIn, textOf } from '../harness.ts'

/** The journal of the ticket, as the server has it. */
export const events: TicketEvent[] = []

/** A minute after the first question: two messages are there, and the client who asked has a session. */
export async function prepareConversation(): Promise<void> {
  vi.useFakeTimers({ now: new Date('2026-11-20T09:01:00Z'), toFake: ['Date'] })
  const asked = sent(2, { author: clientAuthor, text: 'Не приходят письма' })
  events.splice(0, events.length, opened(), asked, sent(3, { text: 'Смотрю' }))
  serve()
  await signIn(meOf())
}

/** What the server tells of the ticket; what is sent to it stands in the journal afterwards. */
export function serve(view: TicketView = viewOf()): void {
  server
    .on('readTicket', () => view)
    .on('readEvents', () => ({ events, hasEarlier: false, lastSeq: events.length }))
    .on('markRead', () => ({}))
    .on('sendMessage', ({ messageId, text }) => {
      events.push(sent(events.length + 1, { messageId, text, author: clientAuthor }))
      return { messageId, seq: events.length, at: new Date().toISOString() }
    })
}

export async function show(): Promise<void> {
  mountInApp(Conversation, { props: { ticketId: ids.ticket } })
  await settle()
}

export const field = () => byRole('textbox', 'Сообщение')
export const articles = () => allByRole('article').map(textOf)
