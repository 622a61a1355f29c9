import type { Served } from '#contract/regulations/served.types.ts'
import { parseCalendar } from '#server/calendar/calendar.ts'
import { calendarYear } from '#server/calendar/calendarYear.ts'
import { isFinalYear } from '#server/calendar/nationalDays.ts'
import { countryCodes } from '#server/calendar/countries.ts'
import { isKnownCountry } from '#server/calendar/nationalLaw.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { parseFor, presetOf, publishFor, withdrawRegulation } from './regulations.commands.ts'
import { diffRegulations } from './domain/diff.ts'
import { comingVersion, versionAt } from './domain/versions.ts'
import type { ExistingClientsPort } from './existingClients.port.ts'
import { worseIn } from './domain/worse.ts'
import { regulationAt, regulationOfVersion } from './regulation.queries.ts'
import { presentRegulation } from './regulations.present.ts'
import { listVersions } from './regulations.sql.ts'

export type RegulationRoutesDeps = {
  db: Db
  /** What this desk has of what a regulation may name (E6). */
  servedBy: (deskId: string) => Promise<Served>
  existingClients: ExistingClientsPort
}

export type RegulationRouteName =
  | 'readRegulation'
  | 'readRegulationDocument'
  | 'checkRegulation'
  | 'publishRegulation'
  | 'withdrawRegulation'
  | 'readCalendarYear'

/** D1: what a desk promises, for its staff to read and its owner to change. */
export function regulationRoutes({
  db,
  servedBy,
  existingClients,
}: RegulationRoutesDeps): Handlers<RegulationRouteName> {
  async function view(actor: StaffActor, at: Date) {
    const { deskId } = actor.desk
    const versions = await listVersions(db, deskId)
    const now = versionAt(versions, at)
    const next = comingVersion(versions, at)
    if (now === null) throw new Refusal('not_found')
    const inForce = await regulationOfVersion(db, deskId, now.version)
    const served = await servedBy(deskId)
    if (next === null) return presentRegulation(versions, { inForce, coming: null }, { served, at })
    const document = await regulationOfVersion(db, deskId, next.version)
    const changes = diffRegulations(inForce, document)
    return presentRegulation(versions, { inForce, coming: { document, changes } }, { served, at })
  }

  return {
    readRegulation: (_input, { actor, at }) => view(actor, at),
    async readRegulationDocument(input, { actor }) {
      const { deskId, kind } = actor.desk
      // A preset of the other kind is a start all the same.
      const countries = [...countryCodes]
      if (input.of === 'preset') return { document: { ...presetOf(input.preset), kind }, countries }
      const versions = await listVersions(db, deskId)
      if (versions.every(({ version }) => version !== input.version)) throw new Refusal('not_found')
      return { document: await regulationOfVersion(db, deskId, input.version), countries }
    },
    async checkRegulation({ document }, { actor, at }) {
      const { deskId, kind } = actor.desk
      const { regulation } = await regulationAt(db, deskId, at)
      const checked = parseFor(kind, document, at)
      return {
        changes: diffRegulations(regulation, checked),
        worse: worseIn(regulation, checked),
        noticeDays: regulation.noticeDays,
      }
    },
    async publishRegulation({ effectiveAt, concerns, ...written }, { actor, at, transaction }) {
      const concerned = concerns.who === 'new' ? null : { from: instantOf(concerns.from) }
      const publication = { ...written, effectiveAt: instantOf(effectiveAt), concerned }
      await transaction((unit) => publishFor(unit, existingClients, actor, publication), at)
      return view(actor, at)
    },
    readCalendarYear({ calendar, year }) {
      const { timeZone, weekly, exceptions, country } = calendar
      parseCalendar({ timeZone, weekly, exceptions })
      if (country !== null && !isKnownCountry(country)) throw new Refusal('calendar_invalid', { wrongAt: 'country' })
      const days = calendarYear(calendar, year)
      return Promise.resolve({ days, isFinal: isFinalYear(country, year) })
    },
    async withdrawRegulation({ version }, { actor, at, transaction }) {
      await transaction((unit) => withdrawRegulation(unit, existingClients, actor, version), at)
      return view(actor, at)
    },
  }
}

function instantOf(named: string | null): Date | null {
  return named === null ? null : new Date(named)
}
