import * as v from 'valibot'
import { deskKind } from '../session.ts'
import { assistant, channelRules, identification, onDuty, people, regulationCalendar } from './answering.types.ts'
import { calendarName, code, listOf, someOf, whole, words } from './base.types.ts'
import { clientStatus, orders, plans, work } from './plans.types.ts'
import { closing, escalationStep, feedback, queue, target, withoutTarget } from './promises.types.ts'
import { categoryTerms, coupons, intake, priorityTerms, reason, scope } from './tickets.types.ts'

/** Everything a desk promises, as one document (the engine has no desk-specific code). */
export const regulation = v.strictObject({
  key: code,
  title: words,
  kind: deskKind,
  calendars: v.record(calendarName, regulationCalendar),
  people,
  onDuty: v.nullable(onDuty),
  assistant,
  channels: channelRules,
  identification: v.nullable(identification),
  categories: someOf(categoryTerms),
  priorities: someOf(priorityTerms),
  targets: listOf(target),
  withoutTarget: v.nullable(withoutTarget),
  escalation: listOf(escalationStep),
  queue,
  work,
  clientStatuses: listOf(clientStatus),
  plans,
  orders,
  coupons: v.nullable(coupons),
  scope,
  intake,
  reasons: someOf(reason),
  closing,
  feedback,
  /** How long a connection lives on after the desk ends it (C5). */
  noticeDays: v.pipe(whole, v.maxValue(3650)),
})

export type Regulation = v.InferOutput<typeof regulation>

/** The regulation, or where in the document it goes wrong. */
export function readRegulation(input: unknown): { regulation: Regulation } | { wrongAt: string } {
  const result = v.safeParse(regulation, input, { abortEarly: true })
  return result.success ? { regulation: result.output } : { wrongAt: v.getDotPath(result.issues[0]) ?? '' }
}
