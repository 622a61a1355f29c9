import { isInternal } from '#contract/tickets/internal.types.ts'
import type { TicketAction } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Side } from './side.ts'
import { outOfScope } from './reasons.ts'
import { decide } from './ticket.ts'
import type { Reason, TicketCommand, TicketTerms } from './ticketCommands.ts'
import type { Ticket } from './ticketState.ts'

type Choice = [TicketAction, TicketCommand]
const dayMilliseconds = 86_400_000

/** The buttons that a page may show: whatever `decide` would take now. */
export function actionsFor(
  ticket: Ticket,
  { side, hasPeople }: { side: Side; hasPeople: boolean },
  terms: TicketTerms,
  at: Date,
): TicketAction[] {
  const choices = side === 'desk' ? deskChoices(ticket, terms, at) : clientChoices(at, hasPeople)
  return choices.filter(([, command]) => isTaken(ticket, command, terms)).map(([name]) => name)
}

function deskChoices(ticket: Ticket, terms: TicketTerms, at: Date): Choice[] {
  const by = { at, by: '0' }
  const message = { messageId: '', kind: 'public' } as const
  const later = new Date(Math.max(at.getTime(), ticket.lastEventAt.getTime()) + dayMilliseconds)
  const contact: Choice = ['contact', { ...by, type: 'addNote', side: 'desk', messageId: '' }]
  return [
    ['write', { ...by, type: 'sendMessage', side: 'desk', messageId: '' }],
    ['note', { ...by, type: 'addNote', side: 'desk', messageId: '' }],
    ['ask', { ...by, type: 'ask', message }],
    ['take', { ...by, type: 'take' }],
    ['assign', { ...by, type: 'assign', assigneeId: '0' }],
    ['resolve', { ...by, type: 'resolve', message }],
    ['decline', { ...by, type: 'decline', message, reason: anyReason('decline', terms) }],
    ['outOfScope', { ...by, type: 'decline', message, reason: outOfScope }],
    ['defer', { ...by, type: 'defer', message, reason: anyReason('defer', terms), until: later }],
    ['moveDate', { ...by, type: 'moveDate', until: later }],
    ...(ticket.status === 'closed' || isInternal({ memberId: ticket.portalId }) ? [] : [contact]),
    ['resume', { ...by, type: 'resume', cause: 'resumed' }],
    ['split', { ...by, type: 'splitOff' }],
    ['merge', { ...by, type: 'mergeInto', ticketId: '' }],
  ]
}

function clientChoices(at: Date, hasPeople: boolean): Choice[] {
  const by = { at, by: '0' }
  return [
    ['write', { ...by, type: 'sendMessage', side: 'client', messageId: '' }],
    ['withdraw', { ...by, type: 'withdraw' }],
    ['confirm', { ...by, type: 'confirm' }],
    ['reopen', { ...by, type: 'reopen', hasPeople }],
    ['giveAccess', { ...by, type: 'giveAccess', message: { messageId: '', kind: 'public' } }],
  ]
}

/** Where the regulation has no reason for it, the button is not there. */
function anyReason(act: Reason['for'][number], { reasons }: TicketTerms): string {
  return reasons.find((reason) => reason.for.includes(act))?.code ?? ''
}

function isTaken(ticket: Ticket, command: TicketCommand, terms: TicketTerms): boolean {
  try {
    decide(ticket, command, terms)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
