import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { editMessage, sendMessage, type TicketDeps } from '#server/tickets/feature.ts'
import { livingOf } from '#server/tickets/ticketLinks.queries.ts'
import { botMessageTexts } from './bots.texts.ts'
import type { Account, Incoming } from './channel.port.ts'
import { messageTextOf } from './domain/written.ts'
import { endEvent, findTaken, lockWaiting, type WaitingEvent } from './inbox.sql.ts'
import type { KnownSender } from './senders.commands.ts'
import { findByMessageIds } from './threads.sql.ts'

export type ChangedDeps = { db: Db; transaction: Transaction; ticketDeps: TicketDeps }
export type Changing = { account: Account; event: WaitingEvent; incoming: Incoming; senders: readonly KnownSender[] }

/**
 * T8: what was written anew in a messenger is written anew in its ticket, as long as the ticket takes that; later it is said as a message
 * of its own. False: it changes nothing that is in a ticket.
 */
export async function changed(deps: ChangedDeps, changing: Changing): Promise<boolean> {
  const { incoming, senders } = changing
  if (incoming.edits === null) return false
  const taken = await placeOf(deps, changing, incoming.edits)
  if (taken === null) return false
  const place = { ...taken, ticketId: await livingOf(deps.db, taken.ticketId) }
  const { text } = messageTextOf(incoming.text)
  for (const { actor } of senders) {
    if (text === '' || (await anew(deps, changing, { actor, ...place, text }))) return text !== ''
  }
  return false
}

type Place = { ticketId: string; messageId: string | null }

/** The message that it changes; of a part of one the ticket alone: what the other parts say must stay. */
async function placeOf({ db }: ChangedDeps, { account, incoming }: Changing, key: string): Promise<Place | null> {
  if (incoming.editsPart !== true) return findTaken(db, account.deskId, key)
  const ticketId = (await findByMessageIds(db, account.deskId, [key])).get(key)
  return ticketId === undefined ? null : { ticketId, messageId: null }
}

type Anew = Place & { actor: KnownSender['actor']; text: string }

/** False: this person writes nothing there. */
async function anew(
  deps: ChangedDeps,
  changing: Changing,
  { actor, ticketId, messageId, text }: Anew,
): Promise<boolean> {
  const { event, incoming } = changing
  const edited = { ticketId, text, mentions: undefined }
  const isEdited =
    messageId !== null &&
    (await unlessRefused(() =>
      ended(deps, event, ticketId, (unit) => editMessage(unit, actor, { ...edited, messageId })),
    ))
  if (isEdited) return true
  const said = botMessageTexts[incoming.language].changed(text)
  const message = { ticketId, messageId: event.eventId, text: said, kind: 'public' as const, isQuestion: false }
  return unlessRefused(() =>
    ended(deps, event, ticketId, async (unit) => {
      await sendMessage(unit, deps.ticketDeps, actor, message)
    }),
  )
}

function ended(
  { transaction }: ChangedDeps,
  event: WaitingEvent,
  ticketId: string,
  act: (unit: UnitOfWork) => Promise<void>,
): Promise<void> {
  return transaction(async (unit) => {
    if (!(await lockWaiting(unit, event.eventId))) return
    await act(unit)
    await endEvent(unit, event.eventId, { outcome: 'edited', ticketId })
  })
}

async function unlessRefused(act: () => Promise<void>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'ticket_merged') return false
    throw error
  }
}
