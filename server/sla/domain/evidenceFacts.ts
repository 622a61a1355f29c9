import type { Evidence } from '#contract/sla/evidence.types.ts'
import type { RemoteTool } from '#contract/tickets/access.types.ts'
import type { ClockEvent } from './clockEvents.ts'
import type { ClockState, PromiseView } from './clockView.ts'
import type { DueStep } from './due.ts'
import type { Segment } from './strip.ts'
import { takenText } from './takenClock.ts'
import type { Calendars } from './targets.ts'

/** Without what moves no clock, and without its numbers, whose holes would show where notes are. */
export function historyText(history: readonly ClockEvent[]): Evidence['history'] {
  return history
    .toSorted((one, other) => one.seq - other.seq)
    .flatMap((event): Evidence['history'] => {
      const at = event.at.toISOString()
      switch (event.type) {
        case 'note':
        case 'automaticMessage':
        case 'assigned':
          return []
        case 'tookOver':
          return [{ at, type: event.type, taken: takenText(event.taken) }]
        case 'gaveBack':
          return [{ at, type: event.type, unansweredSince: event.unansweredSince?.toISOString() ?? null }]
        case 'unmerged':
          return [{ at, type: event.type, since: event.since.toISOString(), isResolved: event.isResolved }]
        case 'created':
          return [{ at, type: event.type, promised: event.promised }]
        case 'queued':
        case 'retargeted':
        case 'reopened':
          return [{ at, type: event.type, promised: event.promised }]
        case 'agentMessage':
          return [{ at, type: event.type, isQuestion: event.isQuestion }]
        case 'clientMessage':
        case 'inProgress':
        case 'waitingForClient':
        case 'deferred':
        case 'undeferred':
        case 'awaitingPayment':
        case 'paid':
        case 'locked':
        case 'unlocked':
        case 'resolved':
        case 'closed':
        case 'merged':
          return [{ at, type: event.type }]
      }
    })
}

export function promiseText(promise: PromiseView, calendars: Calendars): Evidence['promises'][number] {
  const { due, target, subject } = promise
  const left = due?.remainingMilliseconds ?? null
  return {
    since: promise.since.toISOString(),
    subject,
    target,
    timeZone: target === null ? null : (calendars[target.calendar]?.timeZone ?? null),
    deadline: due?.at?.toISOString() ?? null,
    remainingSeconds: left === null ? null : left / 1000,
    steps: (due?.steps ?? []).map(stepText),
    outcome: promise.outcome,
  }
}

function stepText(step: DueStep): Evidence['promises'][number]['steps'][number] {
  switch (step.step) {
    case 'target':
      return { step: step.step, workingSeconds: step.workingMilliseconds / 1000, deadline: step.due.toISOString() }
    case 'pause':
      return {
        step: step.step,
        reason: step.reason,
        from: step.from.toISOString(),
        to: step.to.toISOString(),
        workingSeconds: step.workingMilliseconds / 1000,
        deadline: step.due.toISOString(),
      }
    case 'standsStill':
      return {
        step: step.step,
        reason: step.reason,
        from: step.from.toISOString(),
        remainingSeconds: step.remainingMilliseconds / 1000,
      }
    case 'dueAtOnce':
      return { step: step.step, deadline: step.due.toISOString() }
  }
}

export function segmentText({ kind, reason, from, to, workingMilliseconds }: Segment): Evidence['strip'][number] {
  return {
    kind,
    reason,
    from: from.toISOString(),
    to: to.toISOString(),
    workingSeconds: workingMilliseconds / 1000,
  }
}

/** When a clock stopped for good; null: it has not. */
function endOf(state: Evidence['state']): string | null {
  if (state.status === 'breached') return state.endedAt
  return state.status === 'met' || state.status === 'stopped' ? state.at : null
}

/** Q11: sessions at the client's screen that lay in the time of this clock, also in part. */
export function withRemoteWork(
  evidence: Evidence,
  sessions: readonly { tool: RemoteTool; startedAt: Date; endedAt: Date | null }[],
): Evidence {
  const [start, until] = [Date.parse(evidence.startedAt), Date.parse(evidence.until)]
  const end = Date.parse(endOf(evidence.state) ?? evidence.until)
  const remoteSessions = sessions
    .filter(({ startedAt, endedAt }) => startedAt.getTime() <= end && (endedAt?.getTime() ?? until) >= start)
    .map(({ tool, startedAt, endedAt }) => ({
      tool,
      from: startedAt.toISOString(),
      to: endedAt === null || endedAt.getTime() > until ? null : endedAt.toISOString(),
    }))
  return remoteSessions.length === 0 ? evidence : { ...evidence, remoteSessions }
}

export function stateText(state: ClockState): Evidence['state'] {
  switch (state.status) {
    case 'absent':
    case 'running':
    case 'unknown':
      return { status: state.status }
    case 'paused':
      return { status: state.status, reason: state.reason, since: state.since.toISOString() }
    case 'met':
    case 'stopped':
      return { status: state.status, at: state.at.toISOString() }
    case 'breached':
      return {
        status: state.status,
        at: state.at.toISOString(),
        endedAt: state.endedAt?.toISOString() ?? null,
        isByRetargeting: state.isByRetargeting,
      }
  }
}
