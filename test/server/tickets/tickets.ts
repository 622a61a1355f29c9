import { type Calendar, prepareCalendar } from '#server/calendar/calendar.ts'
import { begin, evolve } from '#server/tickets/domain/evolve.ts'
import { allReasons } from '#server/regulations/presets/reasons.ts'
import { decideOpening } from '#server/tickets/domain/open.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import type { OpenTicket, TicketCommand, TicketTerms } from '#server/tickets/domain/ticketCommands.ts'
import type { Ticket } from '#server/tickets/domain/ticketState.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Monday, 10:00 in Moscow. */
export const monday = new Date('2026-11-16T07:00:00Z')
export const after = (milliseconds: number) => new Date(monday.getTime() + milliseconds)

const workday: Calendar['weekly'][1] = [['10:00', '19:00']]
const office: Calendar = {
  timeZone: 'Europe/Moscow',
  weekly: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [], 7: [] },
  exceptions: {},
}

export const terms: TicketTerms = {
  calendar: prepareCalendar(office),
  closeAfterWorkingDays: 5,
  reopenDays: 14,
  silenceHours: 24,
  reasons: allReasons,
}

export const opening: OpenTicket = {
  at: monday,
  by: 'client-1',
  ticketId: 'ticket-1',
  portalId: 'portal-1',
  deskId: 'desk-1',
  couponId: null,
  origin: 'app',
  assistantIsOn: true,
  wantsPerson: false,
  hasPeople: true,
}

export function opened(changes: Partial<OpenTicket> = {}): Ticket {
  return begin(decideOpening({ ...opening, ...changes }))
}

export function afterAll(ticket: Ticket, ...commands: TicketCommand[]): Ticket {
  return commands.reduce((before, command) => decide(before, command, terms).reduce(evolve, before), ticket)
}

/** A command of every type that nothing but the ticket's place can refuse. */
export const commands = {
  askForPerson: { type: 'askForPerson', at: monday, by: 'client-1', hasPeople: true },
  closeAsHelped: { type: 'closeAsHelped', at: monday, by: 'client-1' },
  closeForSilence: { type: 'closeForSilence', at: after(30 * DAY), lastMessageAt: monday },
  take: { type: 'take', at: monday, by: 'agent-2' },
  assign: { type: 'assign', at: monday, by: 'lead-1', assigneeId: 'agent-2' },
  messageFromClient: { type: 'sendMessage', side: 'client', at: monday, by: 'client-1', messageId: 'message-1' },
  messageFromDesk: { type: 'sendMessage', side: 'desk', at: monday, by: 'agent-1', messageId: 'message-1' },
  noteFromClient: { type: 'addNote', side: 'client', at: monday, by: 'client-1', messageId: 'message-1' },
  noteFromDesk: { type: 'addNote', side: 'desk', at: monday, by: 'agent-1', messageId: 'message-1' },
  ask: { type: 'ask', at: monday, by: 'agent-1', message: { messageId: 'message-1', kind: 'public' } },
  defer: {
    type: 'defer',
    at: monday,
    by: 'agent-1',
    reason: 'development',
    until: after(3 * DAY),
    message: { messageId: 'message-1', kind: 'public' },
  },
  moveDate: { type: 'moveDate', at: monday, by: 'agent-1', until: after(5 * DAY) },
  giveAccess: { type: 'giveAccess', at: monday, by: 'client-1', message: { messageId: 'message-1', kind: 'public' } },
  resumeByDate: { type: 'resume', at: after(30 * DAY), by: null, cause: 'dateCame' },
  resumeByAgent: { type: 'resume', at: monday, by: 'agent-1', cause: 'resumed' },
  resolve: { type: 'resolve', at: monday, by: 'agent-1', message: { messageId: 'message-1', kind: 'public' } },
  decline: {
    type: 'decline',
    at: monday,
    by: 'agent-1',
    reason: 'outOfScope',
    message: { messageId: 'message-1', kind: 'public' },
  },
  withdraw: { type: 'withdraw', at: monday, by: 'client-1' },
  confirm: { type: 'confirm', at: monday, by: 'client-1' },
  closeByTime: { type: 'closeByTime', at: after(30 * DAY) },
  reopen: { type: 'reopen', at: monday, by: 'client-1', hasPeople: true },
  lock: { type: 'lock', at: monday, by: null, reason: 'partner_connected' },
  unlock: { type: 'unlock', at: monday, by: null },
} as const satisfies Record<string, TicketCommand>

export type CommandName = keyof typeof commands

const { askForPerson, take, ask, defer, resolve, withdraw } = commands
const queued = afterAll(opened(), askForPerson)
const inProgress = afterAll(queued, { ...take, by: 'agent-1' })

export const tickets = {
  assistant: opened(),
  queued,
  inProgress,
  waitingForClient: afterAll(inProgress, ask),
  deferredFromQueue: afterAll(queued, defer),
  deferred: afterAll(inProgress, defer),
  deferredUntilAnswer: afterAll(inProgress, { ...defer, reason: 'moreFromClient' }),
  deferredUntilAccess: afterAll(inProgress, { ...defer, reason: 'notReproduced' }),
  resolved: afterAll(inProgress, resolve),
  closed: afterAll(inProgress, withdraw),
} satisfies Record<string, Ticket>

export type TicketName = keyof typeof tickets
