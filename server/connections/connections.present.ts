import {
  levels,
  type ConnectionView,
  type DeskView,
  type EntitlementView,
  type Level,
  type SupportView,
} from '#contract/connections/types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import type { OnDutyNow, Uncovered } from '#server/desks/desks.queries.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { peopleCalendar, type Regulation } from '#server/regulations/domain/document.ts'
import {
  isOpen,
  nextClosing,
  nextOpening,
  prepareCalendar,
  type PreparedCalendar,
  whereComputable,
} from '#server/calendar/calendar.ts'
import { isFinalUntil } from '#server/calendar/calendarYear.ts'
import { localDayOf, startOfLocalDay } from '#server/calendar/localDay.ts'
import { kindTitlesOf } from '#server/regulations/domain/kindTitles.ts'
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
    | 'termsChange'
    | 'formerDesks'
    | 'accountDesks'
    | 'standardDeskName'
    | 'canSwitch'
    | 'stateToken'
    | 'levels'
    | 'channels'
    | 'awaits'
    | 'manager'
    | 'hasCoupons'
    | 'helpAddress'
  > & { at: Date },
): SupportView {
  const { at, ...rest } = facts
  return {
    ...rest,
    portalName: portal.domain,
    licence: portal.licence.licence,
    edition: editionOf({ license: portal.licence.licence }),
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
    version: row.version,
    planned: row.planned === null ? null : { ...row.planned, from: row.planned.from.toISOString() },
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
  facts: {
    language: DeskView['language']
    uncovered: readonly Uncovered[]
    onDuty: OnDutyNow
    served: Served
    at: Date
  },
): DeskView {
  // The desk's own page is where a calendar is mended that nobody can compute.
  const calendar = whereComputable(() => peopleCalendar(regulation, 'professional'))
  const prepared = calendar === null ? null : prepareCalendar(calendar)
  const opening = prepared === null ? null : whereComputable(() => nextOpening(prepared, facts.at))
  const openNow = opening !== null && opening.getTime() === facts.at.getTime()
  const until = prepared !== null && openNow ? whereComputable(() => nextClosing(prepared, facts.at)) : null
  const nextWorkday =
    prepared === null ? null : whereComputable(() => nextOpening(prepared, tomorrow(prepared, facts.at)))
  return {
    deskId: desk.deskId,
    name: desk.name,
    kind: desk.kind,
    language: facts.language,
    regulation: regulation.key,
    openNow,
    until: until?.toISOString() ?? null,
    from: openNow ? null : (opening?.toISOString() ?? null),
    isFinal:
      calendar === null ||
      (whereComputable(() => isFinalUntil(calendar, facts.at, until ?? opening ?? facts.at)) ?? true),
    nextWorkday: nextWorkday?.toISOString() ?? null,
    timeZone: calendar?.timeZone ?? 'UTC',
    openFor: levels.filter((level) => isOpenFor(regulation, level, facts.at)),
    uncovered: facts.uncovered.map(presentUncovered),
    ...presentOnDuty(facts.onDuty, regulation),
    served: facts.served,
    plans: regulation.plans.map(({ code, title }) => ({ code, title })),
    clientStatuses: regulation.clientStatuses.map(({ status, title, meaning }) => ({ status, title, meaning })),
    kinds: kindTitlesOf(regulation),
    ...(regulation.coupons !== null && { hasCoupons: true as const }),
    staff,
  }
}

/** Nobody is said where somebody should be: the desk keeps a rota, or its regulation promises an on-duty. */
function presentOnDuty(now: OnDutyNow, { onDuty: promised }: Regulation): Pick<DeskView, 'onDuty'> {
  if (now === undefined && promised === null) return {}
  if (now === undefined || now === null) return { onDuty: null }
  return { onDuty: { person: now.person, until: now.until?.toISOString() ?? null } }
}

function tomorrow({ plan: { timeZone } }: PreparedCalendar, at: Date): Date {
  return startOfLocalDay(timeZone, localDayOf(timeZone, at) + 1)
}

function isOpenFor(regulation: Regulation, level: Level, at: Date): boolean {
  const calendar = whereComputable(() => peopleCalendar(regulation, level))
  return calendar !== null && whereComputable(() => isOpen(prepareCalendar(calendar), at)) === true
}

function presentUncovered({ who, levels: among, spans, minutes }: Uncovered): DeskView['uncovered'][number] {
  const named = spans.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() }))
  return { who, levels: [...among], spans: named, minutes }
}
