import type { Regulation } from '#contract/regulations/document.types.ts'
import type { RegulationChange } from '#contract/regulations/types.ts'
import { byCode, fieldsOf, noLess, noMore, onlyToTrue, same, someOrMore, supersetOf, type Worse } from './worseParts.ts'
import { worseAccepted, worseCalendar, worseOnDuty, worsePeople } from './worseHours.ts'
import { worsePlans, worseStatuses } from './worsePlans.ts'
import { worseTargets } from './worseTargets.ts'

/**
 * E9: what a version makes worse for those who go by another one, place by place; nothing where its whole difference is in their
 * favour: more hours, shorter reactions, lower prices, fuller scope. What cannot be compared counts as worse.
 */
export function worseIn(before: Regulation, after: Regulation): RegulationChange[] {
  const worse = worseRegulation('', before, after, { before, after })
  return [...new Map(worse.map((change) => [change.place, change])).values()]
}

/** Hours stand in calendars, which count by who names them: people, targets, timers, closing. */
const notByItself: Worse<unknown> = () => []

const worseCategory = fieldsOf<Regulation['categories'][number]>({ priorities: supersetOf })

const fewer: Worse<readonly unknown[]> = (place, before, after, both) => supersetOf(place, after, before, both)

const worseScope = fieldsOf<Regulation['scope']>({
  general: fieldsOf<Regulation['scope']['general']>({ included: supersetOf, excluded: fewer }),
  // Another answer to what is outside cannot be compared: it has no rule.
  areas: byCode(
    fieldsOf<Regulation['scope']['areas'][number]>({ included: supersetOf, excluded: fewer }),
    'more is better',
  ),
  quoteQuestions: fewer,
})

const worseIntake = fieldsOf<Regulation['intake']>({
  fields: (place, before, after) => {
    const asked = after.filter(({ code, isRequired }) => isRequired && !before.some((one) => one.code === code))
    return [
      ...asked.flatMap((one) => same(`${place}.${one.code}`, undefined, one)),
      ...before.flatMap((one) => {
        const now = after.find(({ code }) => code === one.code)
        return now === undefined ? [] : worseField(`${place}.${one.code}`, one, now)
      }),
    ]
  },
  pictures: supersetOf,
  onlyInArchive: notByItself,
})

function worseField(
  place: string,
  before: Regulation['intake']['fields'][number],
  after: Regulation['intake']['fields'][number],
): RegulationChange[] {
  const { isRequired, fromPortal: _filled, ...words } = before
  const { isRequired: isNow, fromPortal: _filledNow, ...wordsNow } = after
  return [
    ...(isNow && !isRequired ? same(`${place}.isRequired`, isRequired, isNow) : []),
    ...same(place, words, wordsNow),
  ]
}

const worseReason = fieldsOf<Regulation['reasons'][number]>({
  for: fewer,
  liftedBy: someOrMore(same),
  hasExpectedDate: onlyToTrue,
})

const worseCoupons = fieldsOf<NonNullable<Regulation['coupons']>>({
  levels: supersetOf,
  requests: noLess,
  validYears: noLess,
  mailsPhoneOfResponsible: onlyToTrue,
  included: byCode(
    fieldsOf<NonNullable<Regulation['coupons']>['included'][number]>({
      // Null is at any time.
      calendar: (place, before, after, both) => {
        if (after === null) return []
        return before === null ? same(place, before, after) : worseCalendar(place, before, after, both)
      },
      limits: (place, before, after) => {
        const isWider = after.every((limit) =>
          before.some(
            ({ what, atMost }) => JSON.stringify(what) === JSON.stringify(limit.what) && limit.atMost >= atMost,
          ),
        )
        return isWider ? [] : same(place, before, after)
      },
    }),
    'more is better',
  ),
  excluded: fewer,
})

const worseRegulation = fieldsOf<Regulation>({
  // Its name in the list of presets: nothing that anybody is promised.
  key: notByItself,
  calendars: notByItself,
  people: worsePeople,
  onDuty: worseOnDuty,
  assistant: fieldsOf<Regulation['assistant']>({ attempts: noMore, silenceHours: noLess, personOnRequest: onlyToTrue }),
  channels: fieldsOf<Regulation['channels']>({
    cloud: fieldsOf<Regulation['channels']['cloud']>({ official: supersetOf }),
    box: fieldsOf<Regulation['channels']['box']>({ official: supersetOf }),
    talkingOnly: supersetOf,
    accepted: worseAccepted,
  }),
  categories: byCode(worseCategory, 'more is better'),
  priorities: byCode(same, 'more is better'),
  targets: worseTargets,
  work: fieldsOf<Regulation['work']>({
    calendar: worseCalendar,
    // Work that is rounded together takes no more quanta than the same work rounded piece by piece.
    rounding: (place, before, after) => (before === 'interval' ? [] : same(place, before, after)),
    leastQuantaPerTicket: noMore,
    timer: fieldsOf<Regulation['work']['timer']>({
      askAfterIdleMinutes: noMore,
      stopAfterMinutes: noMore,
      askBeforeDayEndsMinutes: someOrMore(notByItself),
    }),
  }),
  clientStatuses: worseStatuses,
  plans: worsePlans,
  orders: someOrMore(fieldsOf<NonNullable<Regulation['orders']>>({ lapseDays: noLess })),
  coupons: someOrMore(worseCoupons),
  scope: worseScope,
  intake: worseIntake,
  reasons: byCode(worseReason, 'fewer is better'),
  closing: fieldsOf<Regulation['closing']>({
    calendar: worseCalendar,
    afterWorkingDays: noLess,
    reopenDays: noLess,
  }),
  feedback: fieldsOf<Regulation['feedback']>({
    alertUpTo: noLess,
    writeToLead: onlyToTrue,
    answerWithin: someOrMore(
      fieldsOf<NonNullable<Regulation['feedback']['answerWithin']>>({ minutes: noMore, calendar: worseCalendar }),
    ),
  }),
  noticeDays: noLess,
})
