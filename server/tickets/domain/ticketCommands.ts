import type { Regulation } from '#contract/regulations/document.types.ts'
import type { WayOn } from '#contract/regulations/tickets.types.ts'
import type { LockReason } from '#contract/tickets/types.ts'
import type { PreparedCalendar } from '#server/calendar/calendar.ts'
import type { TicketOrigin } from './ticketEvents.ts'

/** What the desk's regulation says about the end of a ticket's life. */
export type TicketTerms = {
  /** Null where the regulation names a calendar that it does not have. */
  calendar: PreparedCalendar | null
  closeAfterWorkingDays: number
  reopenDays: number
  silenceHours: number
  /** Why a ticket may be put off or refused (T6). */
  reasons: readonly Reason[]
}

export type Reason = Pick<Regulation['reasons'][number], 'code' | 'for' | 'title' | 'liftedBy' | 'hasExpectedDate'>

export type OpenTicket = {
  at: Date
  by: string
  ticketId: string
  portalId: string
  deskId: string
  couponId: string | null
  origin: TicketOrigin
  assistantIsOn: boolean
  wantsPerson: boolean
  hasPeople: boolean
}

export type WrittenMessage = { messageId: string; kind: 'public' | 'note' }

type ByPerson = { at: Date; by: string }
type ByAnyone = { at: Date; by: string | null }

export type TicketCommand =
  | (ByPerson & { type: 'askForPerson'; hasPeople: boolean })
  | (ByPerson & { type: 'closeAsHelped' })
  | { type: 'closeForSilence'; at: Date; lastMessageAt: Date }
  | (ByPerson & { type: 'take' })
  | (ByAnyone & { type: 'assign'; assigneeId: string })
  | (ByPerson & { type: 'sendMessage'; side: 'client' | 'desk'; messageId: string })
  | (ByPerson & { type: 'addNote'; side: 'client' | 'desk'; messageId: string })
  | (ByPerson & { type: 'ask'; message: WrittenMessage })
  | (ByPerson & { type: 'defer'; message: WrittenMessage; reason: string; until: Date | null })
  | (ByPerson & { type: 'moveDate'; until: Date })
  /** `message` null: what is given stands in a box (T9). */
  | (ByPerson & { type: 'giveAccess'; message: WrittenMessage | null })
  | (ByAnyone & { type: 'resume'; cause: 'dateCame' | 'resumed' })
  | (ByPerson & { type: 'resolve'; message: WrittenMessage })
  | (ByPerson & { type: 'decline'; message: WrittenMessage; reason: string; way?: WayOn | null })
  | (ByPerson & { type: 'withdraw' })
  | (ByPerson & { type: 'confirm' })
  | { type: 'closeByTime'; at: Date }
  | { type: 'endIncident'; at: Date }
  | (ByPerson & { type: 'reopen'; hasPeople: boolean })
  | (ByPerson & { type: 'splitOff' })
  | (ByPerson & { type: 'mergeInto'; ticketId: string })
  | (ByPerson & { type: 'absorb'; owesAnswer: boolean })
  | (ByPerson & { type: 'unmerge' })
  | (ByAnyone & { type: 'lock'; reason: LockReason })
  | (ByAnyone & { type: 'unlock' })

export type CommandOf<Type extends TicketCommand['type']> = Extract<TicketCommand, { type: Type }>
