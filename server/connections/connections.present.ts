import type { ConnectionView, DeskView, EntitlementView, SupportView } from '#contract/connections/types.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { peopleCalendar, type Regulation } from '#server/regulations/domain/document.ts'
import { nextClosing, nextOpening, prepareCalendar, whereComputable } from '#server/calendar/calendar.ts'
import type { Entitlement } from './entitlement/domain/entitlement.ts'
import type { Desk, StaffMember } from '#server/desks/desks.queries.ts'
import type { ListedConnection } from './connections.sql.ts'

export function presentEntitlement(entitlement: Entitlement): EntitlementView {
  const { licenceHoldsUntil: _until, people: found, ...rest } = entitlement
  const { isKnown: _isKnown, ...people } = found
  return {
    ...rest,
    people: { ...people, until: people.until?.toISOString() ?? null, from: people.from?.toISOString() ?? null },
  }
}

export function presentSupport(
  portal: Portal,
  entitlement: Entitlement,
  facts: Pick<
    SupportView,
    | 'connection'
    | 'formerDesks'
    | 'accountDesks'
    | 'standardDeskName'
    | 'canSwitch'
    | 'stateToken'
    | 'levels'
    | 'channels'
  > & { at: Date },
): SupportView {
  const { at, ...rest } = facts
  return {
    ...rest,
    portalName: portal.domain,
    licence: portal.licence.licence,
    licenceCheckedAt: portal.licenceCheckedAt?.toISOString() ?? null,
    licenceIsStale: portal.licenceFailedAt !== null,
    licenceHoldsUntil: entitlement.licenceHoldsUntil?.toISOString() ?? null,
    tariffChange: presentChange(portal, at),
    at: at.toISOString(),
    entitlement: presentEntitlement(entitlement),
  }
}

/** What nobody has put away is old news after two weeks. */
const newsMilliseconds = 14 * 24 * 3_600_000

function presentChange({ levelChange }: Portal, at: Date): SupportView['tariffChange'] {
  if (levelChange === null || at.getTime() - levelChange.at.getTime() >= newsMilliseconds) return null
  return { ...levelChange, at: levelChange.at.toISOString() }
}

export function presentConnection(
  row: ListedConnection,
  terms: Pick<ConnectionView, 'noticeDays' | 'channels'>,
): ConnectionView {
  return {
    ...terms,
    connectionId: row.connectionId,
    memberId: row.memberId,
    clientName: row.clientName,
    portalName: row.domain,
    clientStatus: row.clientStatus,
    plans: row.plans,
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
  // The desk's own page is where a calendar is mended that nobody can compute.
  const calendar = whereComputable(() => peopleCalendar(regulation, 'professional'))
  const prepared = calendar === null ? null : prepareCalendar(calendar)
  const opening = prepared === null ? null : whereComputable(() => nextOpening(prepared, facts.at))
  const openNow = opening !== null && opening.getTime() === facts.at.getTime()
  const until = prepared !== null && openNow ? whereComputable(() => nextClosing(prepared, facts.at)) : null
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
    plans: regulation.plans.map(({ code, title }) => ({ code, title })),
    clientStatuses: regulation.clientStatuses.map(({ status, title, meaning }) => ({ status, title, meaning })),
    staff,
  }
}
