import type { ChannelsView, Level } from '#contract/connections/types.ts'
import type { ConditionsView } from '#contract/connections/conditions.types.ts'
import { targetKinds } from '#contract/regulations/promises.types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import { whereComputable } from '#server/calendar/calendar.ts'
import { peopleCalendar, promisedCalendars, type Regulation } from '#server/regulations/domain/document.ts'
import { outlookOf } from '#server/regulations/domain/outlook.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { withoutTargetFor } from '#server/regulations/domain/targets.ts'
import { planPrices } from '../domain/planPrices.ts'
import { hoursOf } from '../entitlement/domain/entitlement.ts'
import { documentFor } from '../versions/domain/clientDocument.ts'

/** As whom the conditions are read, and what is known of that client besides its regulation. */
export type ConditionsOf = {
  desk: { deskId: string; name: string }
  version: number
  regulation: Regulation
  client: { level: Level; clientStatus: number; plans: readonly string[] | null; channels: ChannelsView }
  /** By which version work is counted now, where that is not its own. */
  work: { version: number; terms: Regulation['work']; until: Date } | null
  /** What it can take quanta of now, sold under another version. */
  packages: readonly { code: string; version: number; regulation: Regulation }[]
}

/** For one client (or whoever is about to be one): what others pay, and which plans they have, is no business of its. */
export function presentConditions(
  { desk, version, regulation, client, work, packages }: ConditionsOf,
  helpers: Served['helpers'],
  at: Date,
): ConditionsView {
  const document = documentFor(regulation, client)
  const plans = planPrices(document, { clientStatus: client.clientStatus, plans: null })
  const calendar = whereComputable(() => peopleCalendar(regulation, client.level))
  return {
    deskId: desk.deskId,
    deskName: desk.name,
    version,
    at: at.toISOString(),
    level: client.level,
    document,
    people: peopleOf(regulation),
    outlook: calendar === null ? null : whereComputable(() => outlookOf(calendar, at)),
    plans,
    clientStatus: client.clientStatus,
    reactions: promisedReactions(regulation, null),
    promises: furtherPromises(document),
    withoutTarget: withoutTargetFor(regulation, client.level),
    channels: client.channels,
    helpers,
    work: work?.terms ?? regulation.work,
    workOf: work === null ? null : { version: work.version, until: work.until.toISOString() },
    packages: packages.map((one) => ({
      title: titleOf(one.regulation, one.code),
      version: one.version,
      reactions: promisedReactions(one.regulation, one.code),
    })),
  }
}

function peopleOf(regulation: Regulation): ConditionsView['people'] {
  return promisedCalendars(regulation).map(({ levels, calendar }) => {
    const hours = hoursOf(calendar)
    const [only] = hours
    const isWhole = hours.length === 1 && only?.weekdays.length === 7 && only.from === '00:00' && only.to === '24:00'
    const isAlways = isWhole && calendar.country === null && Object.keys(calendar.exceptions).length === 0
    return { levels, timeZone: calendar.timeZone, isAlways, hours }
  })
}

/** Next answers and solutions, where a time is promised for any; a first answer stands with each plan. */
function furtherPromises(document: Regulation): ConditionsView['promises'] {
  const plans = [null, ...document.plans]
  return targetKinds
    .filter((kind) => kind !== 'firstReaction')
    .flatMap((kind) =>
      plans.map((plan) => ({
        plan: plan?.title ?? null,
        kind,
        rows: promisedReactions(document, plan?.code ?? null, kind),
      })),
    )
    .filter(({ rows }) => rows.some(({ within }) => within !== null))
}

function titleOf({ plans }: Regulation, code: string): Regulation['title'] {
  return plans.find((plan) => plan.code === code)?.title ?? { ru: code, uk: code, en: code }
}
