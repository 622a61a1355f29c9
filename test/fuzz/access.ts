import { routes, type RouteName } from '#contract/routes.ts'
import { expectedOf } from '#test/server/platform/http/accessLetters.ts'
import { accessTable } from '#test/server/platform/http/accessTable.ts'
import type { Role } from '#test/server/situation.ts'
import type { TicketKind } from './ground.ts'
import { isRecord } from './records.ts'

/** Refusals that are about the person alone, whatever was asked. */
const aboutPerson = ['admin_only', 'not_allowed', 'not_staff', 'owner_only', 'lead_only', 'portal_not_installed']
/** They have neither a client's nor a desk's side, so that no ticket and no account is theirs. */
const withoutSide: readonly Role[] = ['employee', 'extranet', 'contact', 'partnerEmployee', 'strangerAdmin']

/** Whether the access table says that this person is never answered here, however good the input is. */
export function isRefusedAlways(name: RouteName, role: Role): boolean {
  // An agent may say it of themself, whose id the input may have by chance.
  if (name === 'setAway' && role === 'standardAgent') return false
  const { access } = routes[name]
  if (access === 'participant' && !withoutSide.includes(role)) return false
  const outcome = cellOf(name, 'partner', role)
  return aboutPerson.includes(outcome)
}

/** The same of this very ticket. */
export function isRefusedFor(name: RouteName, role: Role, input: unknown, kinds: Map<string, TicketKind>): boolean {
  if (isRefusedAlways(name, role)) return true
  if (typeof accessTable[name] === 'string' || !isRecord(input)) return false
  const { ticketId } = input
  const kind = typeof ticketId === 'string' ? kinds.get(ticketId.toLowerCase()) : undefined
  return kind !== undefined && cellOf(name, kind, role) !== 'taken'
}

function cellOf(name: RouteName, kind: TicketKind, role: Role): string {
  const entry = accessTable[name]
  return expectedOf(typeof entry === 'string' ? entry : entry[kind]).get(role) ?? 'taken'
}
