import type { Catalogue } from '#contract/common.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import type { ticketTexts } from './tickets.texts.ts'
import type { BadgeTone } from '#app/ui/badgeTone.ts'

type Key = typeof ticketTexts extends Catalogue<infer Texts> ? keyof Texts & string : never

/** A status as the two sides read it: what waits for one is waited for by the other. */
export function statusLabel(
  summary: Pick<TicketSummary, 'status' | 'lock'> & Partial<Pick<TicketSummary, 'closeReason'>>,
  side: 'client' | 'desk',
) {
  if (summary.closeReason === 'merged') return { key: 'statusMerged', tone: 'muted' } as const satisfies StatusLabel
  if (summary.lock !== null) return { key: 'statusLocked', tone: 'muted' } as const satisfies StatusLabel
  return side === 'client' ? forClient[summary.status] : forDesk[summary.status]
}

interface StatusLabel {
  key: Key
  tone: BadgeTone
}

const shared = {
  assistant: { key: 'statusAssistant', tone: 'accent' },
  inProgress: { key: 'statusInProgress', tone: 'accent' },
  deferred: { key: 'statusDeferred', tone: 'muted' },
  resolved: { key: 'statusResolved', tone: 'good' },
  closed: { key: 'statusClosed', tone: 'muted' },
} as const

const forClient = {
  ...shared,
  queued: { key: 'statusQueued', tone: 'muted' },
  waitingForClient: { key: 'statusWaitingYou', tone: 'warn' },
} as const satisfies Record<TicketSummary['status'], StatusLabel>

const forDesk = {
  ...shared,
  queued: { key: 'statusQueued', tone: 'warn' },
  waitingForClient: { key: 'statusWaitingClient', tone: 'muted' },
} as const satisfies Record<TicketSummary['status'], StatusLabel>
