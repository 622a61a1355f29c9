import type { IntervalView, TimerView } from '#contract/billing/timers.types.ts'
import type { Side } from '../domain/accountForUpdate.ts'
import { remoteWithin, type RemoteWork } from '../domain/remoteWork.ts'
import { disputableUntil } from './domain/dispute.ts'
import type { ShownTimer } from './intervals.sql.ts'

/** A question is between the timer and its agent; the desk may see it, the client only that somebody works. */
export function presentTimer(row: ShownTimer, side: Side, at: Date): TimerView {
  const { askedAt, askStopsAt, askCause } = row
  const isAsked = side === 'desk' && askedAt !== null && askStopsAt !== null
  return {
    intervalId: row.intervalId,
    ticketId: row.ticketId,
    ticketNumber: row.ticketNumber,
    memberId: row.memberId,
    clientName: side === 'desk' ? row.clientName : null,
    portalName: row.portalName,
    agent: { userId: row.agentId, name: row.agentName, photo: null },
    startedAt: row.startedAt.toISOString(),
    quanta: row.quanta,
    quantumMinutes: row.quantumMinutes,
    at: at.toISOString(),
    question: isAsked
      ? {
          askedAt: askedAt.toISOString(),
          stopsAt: askStopsAt.toISOString(),
          why: askCause === 'dayEnded' ? 'dayEnds' : 'idle',
        }
      : null,
  }
}

type Reading = { side: Side; at: Date; remote: readonly RemoteWork[] }

/** `remote`: sessions of its ticket, of which those are shown that lay in it (Q11). */
export function presentInterval(row: ShownTimer, { side, at, remote }: Reading): IntervalView {
  const sessions = remoteWithin(row, remote)
  const { stoppedAt, dispute } = row
  const until = stoppedAt === null ? null : disputableUntil(stoppedAt)
  const isOpen = until !== null && until.getTime() > at.getTime() && dispute === null && side === 'client'
  return {
    intervalId: row.intervalId,
    ticketId: row.ticketId,
    ticketNumber: row.ticketNumber,
    agent: { userId: row.agentId, name: row.agentName, photo: null },
    startedAt: row.startedAt.toISOString(),
    stoppedAt: stoppedAt?.toISOString() ?? null,
    stopCause: row.stopCause,
    quanta: row.quanta,
    quantumMinutes: row.quantumMinutes,
    disputableUntil: isOpen ? until.toISOString() : null,
    dispute: dispute === null ? null : presentDispute(dispute),
    ...(sessions.length > 0 && { remote: sessions.map(presentSession) }),
  }
}

function presentSession({ tool, startedAt, endedAt }: RemoteWork): NonNullable<IntervalView['remote']>[number] {
  return { tool, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null }
}

function presentDispute(dispute: NonNullable<ShownTimer['dispute']>): NonNullable<IntervalView['dispute']> {
  const { disputeId, openedAt, openedBy, reason, answeredAt, answeredBy, answer, givenBack } = dispute
  return {
    disputeId,
    openedAt: new Date(openedAt).toISOString(),
    openedBy,
    reason,
    answer:
      answeredAt === null
        ? null
        : {
            at: new Date(answeredAt).toISOString(),
            by: answeredBy ?? '',
            text: answer ?? '',
            givenBack: givenBack ?? 0,
          },
  }
}
