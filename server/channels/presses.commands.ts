import { now } from '#server/platform/clock.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { endedTicketOf, type EndedTicket } from '#server/tickets/endingQuestion.queries.ts'
import { moveTicket, rateTicket } from '#server/tickets/feature.ts'
import { botMessageTexts } from './bots.texts.ts'
import { readPress, type Press } from './domain/presses.ts'
import { endEvent, lockWaiting } from './inbox.sql.ts'
import type { CarryOutDeps } from './incoming.commands.ts'
import type { KnownSender, makeSenders } from './senders.commands.ts'
import { say, type TalkDeps, type Talking } from './talking.commands.ts'

export type PressDeps = CarryOutDeps & TalkDeps & { findSenders: ReturnType<typeof makeSenders> }

/**
 * T1, T11: a button under a ticket's end, pressed by somebody whom the ticket's portal lets write. Pressed again, or once the ticket has
 * moved on, it does nothing, which is said once. False: it is no such button.
 */
export async function pressedAtEnd(deps: PressDeps, talking: Talking): Promise<boolean> {
  const { incoming, account } = talking
  const press = incoming.pressed === null ? null : readPress(incoming.pressed)
  if (press === null || incoming.address === null) return false
  const ticket = await endedTicketOf(deps.db, account.deskId, press.ticketId)
  const senders = await deps.findSenders(account, incoming.address, now())
  const sender = senders.find(({ portal }) => portal === ticket?.memberId)
  if (ticket === null || sender === undefined) await refuse(deps, talking, 'notYours')
  else await carryOutPress(deps, talking, { press, sender })
  return true
}

type Pressing = { press: Press; sender: KnownSender }

async function carryOutPress(deps: PressDeps, talking: Talking, pressing: Pressing): Promise<void> {
  try {
    await deps.transaction(async (unit) => {
      if (!(await lockWaiting(unit, talking.event.eventId))) return
      const ticket = await endedTicketOf(unit.tx, talking.account.deskId, pressing.press.ticketId)
      if (ticket === null || ticket.endingSeq !== pressing.press.endingSeq) throw new Refusal('not_found')
      await answerPress(unit, talking, {
        ticket,
        came: await act(unit, deps, { ...pressing, ticket, deskId: talking.account.deskId }),
        ...pressing,
      })
      await endEvent(unit, talking.event.eventId, { outcome: 'chosen', ticketId: ticket.ticketId })
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await refuse(deps, talking, 'goesOn')
  }
}

type Came = 'done' | 'again'

/** What is so already is not done once more. Throws a refusal where the ticket has moved on. */
async function act(
  unit: UnitOfWork,
  deps: PressDeps,
  { press, ticket, sender, deskId }: Pressing & { ticket: EndedTicket; deskId: string },
): Promise<Came> {
  const { ticketId, status } = ticket
  const { actor } = sender
  switch (press.does) {
    case 'confirm':
      if (status === 'closed') return 'again'
      await moveTicket(unit, deps.ticketDeps, actor, ticketId, { type: 'confirm' }, true)
      return 'done'
    case 'reopen': {
      if (status !== 'resolved' && status !== 'closed') return 'again'
      const answering = await deps.clients.findAnswering(unit, sender.portal)
      const hasPeople = answering.hasPeople && answering.deskId === deskId
      await moveTicket(unit, deps.ticketDeps, actor, ticketId, { type: 'reopen' }, hasPeople)
      return 'done'
    }
    case 'rate':
      return (await rateTicket(unit, actor, { ticketId, score: press.score })) ? 'done' : 'again'
  }
}

async function answerPress(
  unit: UnitOfWork,
  talking: Talking,
  { press, ticket: { number }, came }: Pressing & { ticket: EndedTicket; came: Came },
): Promise<void> {
  const { language, pressed } = talking.incoming
  const words = botMessageTexts[language]
  const buttons: [] = []
  if (came === 'again') {
    return say(unit, talking, { text: words.alreadySaid(number), buttons, language, once: `again ${pressed}` })
  }
  const said = { confirm: words.confirmed, reopen: words.reopened }
  const text = press.does === 'rate' ? words.rated(number, press.score) : said[press.does](number)
  return say(unit, talking, { text, buttons, language })
}

/** Once a button, however often it is pressed. */
function refuse(deps: PressDeps, talking: Talking, why: 'notYours' | 'goesOn'): Promise<void> {
  const { event, incoming, account } = talking
  return deps.transaction(async (unit) => {
    if (!(await lockWaiting(unit, event.eventId))) return
    const press = readPress(incoming.pressed ?? '')
    const ticket = press === null ? null : await endedTicketOf(unit.tx, account.deskId, press.ticketId)
    const words = botMessageTexts[incoming.language]
    const text = why === 'notYours' || ticket === null ? words.notYours : words.goesOn(ticket.number)
    await say(unit, talking, { text, buttons: [], language: incoming.language, once: `${why} ${incoming.pressed}` })
    await endEvent(unit, event.eventId, { outcome: 'own' })
  })
}
