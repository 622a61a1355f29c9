import type { GivenReason } from '#contract/tickets/reasons.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Reason, TicketTerms } from './ticketCommands.ts'

/** T5: the reason for what support is not for; a regulation without it declines nothing so. */
export const outOfScope = 'outOfScope'

/** T6: what the ticket's own regulation says of this reason; one that it has not, or not for this act, is refused. */
export function reasonFor(act: Reason['for'][number], code: string, { reasons }: TicketTerms): Reason {
  const reason = reasons.find((one) => one.code === code)
  if (reason === undefined) throw new Refusal('reason_unknown', { reason: code })
  if (!reason.for.includes(act)) throw new Refusal('reason_not_for_this', { reason: code, act })
  return reason
}

/** A ticket keeps its version, so what a reason is called in it never changes. */
export function givenReason({ code, title }: Reason): GivenReason {
  return { code, title }
}
