import type {
  CodePreview,
  CodeView,
  ConnectionView,
  DeskView,
  EntitlementView,
  SupportView,
} from '#contract/support.ts'
import type { Portal } from '#server/portals/portal.ts'
import { peopleCalendar, type Regulation } from '#server/regulations/domain/document.ts'
import { nextClosing, nextOpening, prepareCalendar } from '#server/sla/domain/calendar.ts'
import { hoursOf, type Entitlement } from './domain/entitlement.ts'
import type { CodeUse, SupportCode } from './sqlCodes.ts'
import type { Desk, ListedConnection, StaffMember } from './sql.ts'

export function presentEntitlement(entitlement: Entitlement): EntitlementView {
  const { onDuty: _onDuty, licenceHoldsUntil: _until, people, ...rest } = entitlement
  return {
    ...rest,
    people: { ...people, until: people.until?.toISOString() ?? null, from: people.from?.toISOString() ?? null },
  }
}

export function presentSupport(
  portal: Portal,
  entitlement: Entitlement,
  facts: Pick<SupportView, 'connection' | 'formerDesks' | 'standardDeskName' | 'canSwitch' | 'stateToken'> & {
    at: Date
  },
): SupportView {
  const { at, ...rest } = facts
  return {
    ...rest,
    portalName: portal.domain,
    licence: portal.licence.licence,
    licenceCheckedAt: portal.licenceCheckedAt?.toISOString() ?? null,
    licenceIsStale: portal.licenceFailedAt !== null,
    at: at.toISOString(),
    entitlement: presentEntitlement(entitlement),
  }
}

export function presentPreview(
  desk: Desk,
  regulation: Regulation,
  code: Pick<SupportCode, 'clientStatus'>,
  facts: Pick<CodePreview, 'locksTickets' | 'locksDeskName' | 'unlocksTickets' | 'stateToken'>,
): CodePreview {
  const calendar = peopleCalendar(regulation, 'professional')
  return {
    ...facts,
    deskId: desk.deskId,
    deskName: desk.name,
    timeZone: calendar?.timeZone ?? 'UTC',
    hours: calendar === null ? [] : hoursOf(calendar),
    clientStatus: code.clientStatus,
    quantumMinutes: regulation.quantumMinutes,
    plans: regulation.plans.map((plan) => ({
      code: plan.code,
      name: plan.title,
      reactionMinutes: plan.reactionMinutes,
      leastQuanta: plan.leastQuanta,
      validDays: plan.validDays,
      quantumPriceMinor: plan.quantumPriceMinor[`${code.clientStatus}`] ?? 0,
      currency: regulation.currency,
    })),
  }
}

export function presentCode(code: SupportCode, uses: CodeUse[], at: Date): CodeView {
  return {
    codeId: code.codeId,
    lastGroup: code.lastGroup,
    state: stateOf(code, at),
    portal: code.portal,
    maxUses: code.maxUses,
    uses: uses
      .filter((use) => use.codeId === code.codeId)
      .map((use) => ({ portalName: use.domain, by: use.by, at: use.at.toISOString() })),
    clientStatus: code.clientStatus,
    note: code.note,
    issuedBy: code.issuedBy,
    issuedAt: code.issuedAt.toISOString(),
    expiresAt: code.expiresAt.toISOString(),
    revokedAt: code.revokedAt?.toISOString() ?? null,
  }
}

function stateOf(code: SupportCode, at: Date): CodeView['state'] {
  if (code.revokedAt !== null) return 'revoked'
  if (code.used >= code.maxUses) return 'usedUp'
  return code.expiresAt <= at ? 'expired' : 'active'
}

export function presentConnection(row: ListedConnection): ConnectionView {
  return {
    connectionId: row.connectionId,
    memberId: row.memberId,
    portalName: row.domain,
    clientStatus: row.clientStatus,
    since: row.startedAt.toISOString(),
    activatedBy: row.activatedBy,
    endsAt: row.endsAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedReason: row.endedReason,
    openTickets: row.openTickets,
  }
}

/** The desk's own hours: those of the tariff with people in office hours, which is what a partner has for everybody. */
export function presentDesk(
  desk: Desk,
  regulation: Regulation,
  staff: StaffMember[],
  facts: { language: DeskView['language']; at: Date },
): DeskView {
  const calendar = peopleCalendar(regulation, 'professional')
  const prepared = calendar === null ? null : prepareCalendar(calendar)
  const opening = prepared === null ? null : nextOpening(prepared, facts.at)
  const openNow = opening !== null && opening.getTime() === facts.at.getTime()
  const until = prepared !== null && openNow ? nextClosing(prepared, facts.at) : null
  return {
    deskId: desk.deskId,
    name: desk.name,
    kind: desk.kind,
    language: facts.language,
    regulation: regulation.key,
    openNow,
    until: until?.toISOString() ?? null,
    from: openNow ? null : (opening?.toISOString() ?? null),
    timeZone: calendar?.timeZone ?? 'UTC',
    staff,
  }
}
