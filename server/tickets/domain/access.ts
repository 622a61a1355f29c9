import { isInternal } from '#contract/tickets/internal.types.ts'
import {
  accessActions,
  fieldsOf,
  isSaid,
  longestAccessDays,
  type AccessAction,
  type AccessContent,
  type AccessEnding,
  type AccessFieldName,
  type AccessKind,
  type AccessState,
  type RemoteTool,
} from '#contract/tickets/access.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Side } from './side.ts'
import type { Ticket } from './ticketState.ts'

/** Somebody's act on a box, by the name that they had then. */
type Act = { name: string; at: Date }

/** T9: what is asked of a client, or given by it, for one ticket. What is in it is no part of this. */
export type AccessBox = {
  accessId: string
  ticketId: string
  kind: AccessKind
  tool: RemoteTool | null
  purpose: string
  until: Date
  state: AccessState
  asked: Act & { side: Side; userId: number }
  /** The consent or the refusal. */
  answered: (Act & { userId: number | null }) | null
  reason: string
  looks: number
  lastLook: Act | null
  ending: { cause: AccessEnding; at: Date } | null
  confirmed: Act | null
}

/** Whoever looks at a box. `isAssignee`: the ticket is in their hands now; `isAdmin`: of the client's portal; `isRunning`: a session by it. */
export type BoxReader = { side: Side; isAssignee: boolean; isAdmin: boolean; isRunning: boolean }

const dayMilliseconds = 86_400_000

/** In a ticket that is locked or closed nothing is asked for, given or looked at. */
export function takesAccess(ticket: Ticket): boolean {
  return ticket.lock === null && ticket.status !== 'closed' && !isInternal({ memberId: ticket.portalId })
}

export function refuseUnlessTakesAccess(ticket: Ticket): void {
  if (ticket.lock !== null) throw new Refusal('ticket_locked', { reason: ticket.lock.reason })
  if (!takesAccess(ticket)) throw new Refusal(ticket.status === 'closed' ? 'ticket_closed' : 'not_allowed')
}

export function refuseUntil(until: Date, at: Date): void {
  const days = longestAccessDays
  const left = until.getTime() - at.getTime()
  if (left <= 0 || left > days * dayMilliseconds) throw new Refusal('access_until_wrong', { days })
}

/** Until that very instant; what is due is over, whether or not something has wiped it yet. */
export function isLive({ state, until }: Pick<AccessBox, 'state' | 'until'>, at: Date): boolean {
  return (state === 'asked' || state === 'given') && at.getTime() < until.getTime()
}

/** What a page may offer: whatever the commands would take now. */
export function boxActions(box: AccessBox, reader: BoxReader, ticket: Ticket, at: Date): AccessAction[] {
  const { side, isAssignee, isAdmin, isRunning } = reader
  const isOpen = takesAccess(ticket) && isLive(box, at)
  const isAsked = isOpen && box.state === 'asked'
  const isGiven = isOpen && box.state === 'given'
  const may: Record<AccessAction, boolean> = {
    give: isAsked && side === 'client' && isAdmin,
    refuse: isAsked && side === 'client' && isAdmin,
    end: isGiven || (isAsked && side === 'desk'),
    look: isGiven && side === 'desk' && isAssignee,
    confirm: side === 'client' && box.state === 'wiped' && box.confirmed === null,
    start: isGiven && box.kind === 'remote' && side === 'desk' && isAssignee && !isRunning,
    stop: isRunning,
  }
  return accessActions.filter((action) => may[action])
}

/** What is put into a box of this kind: its own fields in their order, without those that say nothing. */
export function contentOf(
  kind: AccessKind,
  content: AccessContent,
  tool: RemoteTool | null,
): { field: AccessFieldName; value: string }[] {
  const fields = fieldsOf(kind)
  const kept = fields.flatMap((field) => {
    const value = content[field]
    return isSaid(value) ? [{ field, value }] : []
  })
  const isElsewhere = Object.entries(content).some(
    ([name, value]) => isSaid(value) && !fields.some((field) => field === name),
  )
  if (kept.length === 0 || isElsewhere || (kind === 'remote') !== (tool !== null)) {
    throw new Refusal('access_content_wrong')
  }
  return kept
}
