import type { LockReason } from '#contract/tickets/types.ts'
import type { endedReasons } from '#contract/connections/types.ts'
import { Refusal } from '#server/platform/refusal.ts'

/** The plans that a code lets its clients choose (C1); null for all of the desk's. */
export type AllowedPlans = readonly string[] | null

export type LiveConnection = {
  connectionId: string
  deskId: string
  clientStatus: number
  plans: AllowedPlans
  since: Date
  /** Set once the desk gave notice; until then the connection lives on (C5). */
  endsAt: Date | null
}

/** A desk that was left. It may be connected again without a code, unless it was the desk that ended it (E3). */
export type FormerDesk = {
  deskId: string
  clientStatus: number
  plans: AllowedPlans
  leftAt: Date
  endedByDesk: boolean
}

export type PortalSupport = {
  portalId: string
  /** Counts every change of the connection, so that a confirmation can tell whether its preview still holds (C4). */
  version: number
  live: LiveConnection | null
  former: readonly FormerDesk[]
}

type ByPerson = { at: Date; by: string }

export type ConnectionCommand =
  | (ByPerson & {
      type: 'activate'
      stateToken: string
      connectionId: string
      codeId: string
      deskId: string
      deskPortalId: string
      clientStatus: number
      plans: AllowedPlans
      /** The version that holds now; the preview showed its hours, plans and prices, and the connection goes by it. */
      regulationVersion: number
    })
  | (ByPerson & { type: 'returnToStandard'; stateToken: string })
  | (ByPerson & {
      type: 'reconnect'
      stateToken: string
      connectionId: string
      deskId: string
      deskPortalId: string
      regulationVersion: number
    })
  | (ByPerson & { type: 'deskEnds'; noticeDays: number })
  | { type: 'noticeIsOver'; at: Date }
  | { type: 'uninstall'; at: Date; by: string | null }

export type EndedReason = (typeof endedReasons)[number]

type Happened = { at: Date; by: string | null; connectionId: string; deskId: string }

export type ConnectionEvent =
  | (Happened & {
      type: 'connection.made'
      clientStatus: number
      plans: AllowedPlans
      codeId: string | null
      regulationVersion: number
    })
  | (Happened & { type: 'connection.noticeGiven'; endsAt: Date })
  | (Happened & { type: 'connection.ended'; reason: EndedReason })

type Command<Type extends ConnectionCommand['type']> = Extract<ConnectionCommand, { type: Type }>

/** What a preview hands out and its confirmation brings back; an activation also shows the desk's regulation. */
export function stateTokenOf(support: PortalSupport, regulationVersion?: number): string {
  return regulationVersion === undefined ? `${support.version}` : `${support.version}.${regulationVersion}`
}

export function decideConnection(support: PortalSupport, command: ConnectionCommand): ConnectionEvent[] {
  // The wake-up at the end of a notice may come late; the connection has ended all the same.
  const overdue = overdueEnding(support, command.at)
  if (command.type === 'noticeIsOver') return decideEndOfNotice(support, overdue)
  const current = overdue.reduce(evolveConnection, support)
  if ('stateToken' in command) refuseStale(support, command)
  switch (command.type) {
    case 'activate':
      return [...overdue, ...decideActivation(current, command)]
    case 'returnToStandard':
      return [...overdue, endedBy(command, liveOf(current), 'client_left')]
    case 'reconnect':
      return [...overdue, ...decideReconnection(current, command)]
    case 'deskEnds':
      return [...overdue, ...decideNotice(liveOf(current), command)]
    case 'uninstall':
      return current.live === null ? overdue : [...overdue, endedBy(command, current.live, 'uninstalled')]
  }
}

export function evolveConnection(support: PortalSupport, event: ConnectionEvent): PortalSupport {
  const version = support.version + 1
  switch (event.type) {
    case 'connection.made': {
      const { connectionId, deskId, clientStatus, plans, at } = event
      return { ...support, version, live: { connectionId, deskId, clientStatus, plans, since: at, endsAt: null } }
    }
    case 'connection.noticeGiven':
      return { ...support, version, live: support.live && { ...support.live, endsAt: event.endsAt } }
    case 'connection.ended': {
      const { deskId, at, reason } = event
      const endedByDesk = reason === 'desk_ended' || (support.live?.endsAt ?? null) !== null
      const { clientStatus, plans } = support.live ?? { clientStatus: 0, plans: null }
      const left = { deskId, clientStatus, plans, leftAt: at, endedByDesk }
      return { ...support, version, live: null, former: [...withoutDesk(support.former, deskId), left] }
    }
  }
}

/** Whose tickets become read-only and whose open up again with these events (E3). */
export function ticketLocks(
  before: PortalSupport,
  events: readonly ConnectionEvent[],
  standardDeskId: string | null,
): { lock: { deskId: string; reason: LockReason }[]; unlock: string[] } {
  const after = events.reduce(evolveConnection, before)
  const from = before.live?.deskId ?? standardDeskId
  const to = after.live?.deskId ?? standardDeskId
  if (from === to) return { lock: [], unlock: [] }
  return {
    lock: from === null ? [] : [{ deskId: from, reason: lockReason(events) }],
    unlock: to === null ? [] : [to],
  }
}

function lockReason(events: readonly ConnectionEvent[]): LockReason {
  const ended = events.find((event) => event.type === 'connection.ended')
  if (ended === undefined) return 'partner_connected'
  if (ended.reason === 'desk_ended' || ended.reason === 'uninstalled') return ended.reason
  return 'left_desk'
}

function decideActivation(support: PortalSupport, command: Command<'activate'>): ConnectionEvent[] {
  refuseDesk(support, command)
  const { clientStatus, plans, codeId } = command
  return switchTo(support, command, { clientStatus, plans, codeId })
}

function decideReconnection(support: PortalSupport, command: Command<'reconnect'>): ConnectionEvent[] {
  refuseDesk(support, command)
  const former = support.former.find(({ deskId }) => deskId === command.deskId)
  if (former === undefined) throw new Refusal('not_connected')
  if (former.endedByDesk) throw new Refusal('desk_ended_connection')
  const { clientStatus, plans } = former
  return switchTo(support, command, { clientStatus, plans, codeId: null })
}

function switchTo(
  support: PortalSupport,
  command: Command<'activate' | 'reconnect'>,
  terms: { clientStatus: number; plans: AllowedPlans; codeId: string | null },
): ConnectionEvent[] {
  const { at, by, connectionId, deskId, regulationVersion } = command
  const made: ConnectionEvent = {
    type: 'connection.made',
    at,
    by,
    connectionId,
    deskId,
    regulationVersion,
    ...terms,
  }
  return support.live === null ? [made] : [endedBy(command, support.live, 'switched'), made]
}

function decideNotice(live: LiveConnection, command: Command<'deskEnds'>): ConnectionEvent[] {
  if (live.endsAt !== null) throw new Refusal('connection_ending', { endsAt: live.endsAt.toISOString() })
  const { at, by } = command
  const { connectionId, deskId } = live
  const endsAt = new Date(at.getTime() + command.noticeDays * 86_400_000)
  const given: ConnectionEvent = { type: 'connection.noticeGiven', at, by, connectionId, deskId, endsAt }
  return command.noticeDays === 0 ? [given, endedBy(command, live, 'desk_ended')] : [given]
}

function decideEndOfNotice(support: PortalSupport, overdue: ConnectionEvent[]): ConnectionEvent[] {
  const endsAt = liveOf(support).endsAt
  if (overdue.length > 0) return overdue
  // The client left and came back, or the wake-up is early: nothing ends.
  throw new Refusal('not_yet_due', { dueAt: endsAt?.toISOString() ?? null })
}

function overdueEnding({ live }: PortalSupport, at: Date): ConnectionEvent[] {
  if (live === null || live.endsAt === null || live.endsAt.getTime() > at.getTime()) return []
  return [endedBy({ at: live.endsAt, by: null }, live, 'desk_ended')]
}

function endedBy(
  { at, by }: { at: Date; by: string | null },
  { connectionId, deskId }: LiveConnection,
  reason: EndedReason,
): ConnectionEvent {
  return { type: 'connection.ended', at, by, connectionId, deskId, reason }
}

function refuseStale(support: PortalSupport, command: Command<'activate' | 'returnToStandard' | 'reconnect'>): void {
  const token = stateTokenOf(support, command.type === 'activate' ? command.regulationVersion : undefined)
  if (command.stateToken === token) return
  throw new Refusal('preview_stale', { deskId: support.live?.deskId ?? null })
}

function refuseDesk(support: PortalSupport, { deskId, deskPortalId }: { deskId: string; deskPortalId: string }): void {
  if (deskPortalId === support.portalId) throw new Refusal('own_desk')
  if (support.live?.deskId === deskId) throw new Refusal('already_connected')
}

function liveOf(support: PortalSupport): LiveConnection {
  if (support.live === null) throw new Refusal('not_connected')
  return support.live
}

function withoutDesk(former: readonly FormerDesk[], deskId: string): FormerDesk[] {
  return former.filter((desk) => desk.deskId !== deskId)
}
