import type { Decision, FoundTicket, Incoming, Known, Sender } from '../channel.port.ts'
import { readChoice } from '../domain/choices.ts'
import { isNewTicket } from '../domain/newTicketCommand.ts'

const mostAsked = 8

/**
 * What a message in a messenger does, whose writer is proven (I2): a reply goes to the ticket of what it answers, `/new` begins another
 * one, everything else belongs to the only open one; with several the writer is asked.
 */
export function decideMessage(incoming: Incoming, known: Known, senders: readonly Sender[]): Decision {
  if (incoming.kind === 'own') return { effect: 'end', outcome: 'own' }
  if (incoming.kind === 'bounce') {
    const [ticket] = incoming.finders.keys.flatMap((key) => known.keys.get(key) ?? [])
    return { effect: 'bounce', ticketId: ticket?.ticketId ?? null }
  }
  if (incoming.kind !== 'human') return { effect: 'end', outcome: 'bulk' }
  if (senders.length === 0) return { effect: 'end', outcome: 'unknownSender' }
  const chosen = incoming.pressed === null ? null : readChoice(incoming.pressed)
  if (chosen !== null) return decideChosen(chosen, known, senders)
  const answered = incoming.finders.keys.map((key) => known.keys.get(key)).find((one) => one !== undefined)
  if (answered !== undefined && mayWriteIn(answered, senders)) return appendTo(answered)
  const [portals, open] = [officialPortals(senders), openFor(known, senders)]
  const [only] = open
  const isAnother = isNewTicket(incoming.text)
  if (!isAnother && only !== undefined && open.length === 1 && portals.length <= 1) return appendTo(only)
  if (portals.length === 0 && (isAnother || open.length === 0)) {
    return { effect: 'refuse', outcome: 'notOfficial', mayAnswer: true }
  }
  if (portals.length === 1 && (isAnother || open.length === 0)) return openAt(portals)
  return { effect: 'ask', tickets: isAnother ? [] : open, portals }
}

function decideChosen(
  chosen: NonNullable<ReturnType<typeof readChoice>>,
  known: Known,
  senders: readonly Sender[],
): Decision {
  if ('ticketId' in chosen) {
    const ticket = known.open.find(({ ticketId }) => ticketId === chosen.ticketId)
    if (ticket !== undefined && mayWriteIn(ticket, senders)) return appendTo(ticket)
    return askAgain(known, senders)
  }
  return openAt(senders.filter(({ portal }) => portal === chosen.portal).map(({ portal }) => portal))
}

/** What was chosen was closed meanwhile: where it goes instead is nothing to guess. */
function askAgain(known: Known, senders: readonly Sender[]): Decision {
  const [tickets, portals] = [openFor(known, senders), officialPortals(senders)]
  if (tickets.length === 0 && portals.length === 0) return { effect: 'refuse', outcome: 'notOfficial', mayAnswer: true }
  return { effect: 'ask', tickets, portals, isClosed: true }
}

function openFor({ open }: Known, senders: readonly Sender[]): FoundTicket[] {
  return open.filter((ticket) => mayWriteIn(ticket, senders)).slice(0, mostAsked)
}

function officialPortals(senders: readonly Sender[]): string[] {
  return [...new Set(senders.filter(({ isOfficial }) => isOfficial).map(({ portal }) => portal))]
}

function mayWriteIn(ticket: FoundTicket, senders: readonly Sender[]): boolean {
  return senders.some(({ portal }) => portal === ticket.portal)
}

function appendTo({ ticketId, portal }: FoundTicket): Decision {
  return { effect: 'append', ticketId, portal, isProven: true }
}

function openAt(portals: readonly string[]): Decision {
  return { effect: 'open', portals: portals.slice(0, 1), isProven: true, mayAnswer: true }
}
