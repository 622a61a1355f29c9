import * as v from 'valibot'
import { id, instant, namedInstant, person, userId } from '../common.ts'

/** What is otherwise than the weeks say: somebody stands in, or cannot be on duty. */
export const dutyKinds = ['standIn', 'away'] as const
export type DutyKind = (typeof dutyKinds)[number]

const weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))
/** By the wall of the desk's zone; where clocks skip it, as much later. */
const wallTime = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))
const confirmMinutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240))
export const usualConfirmMinutes = 10
const mostPeople = 50

export const duty = v.strictObject({
  dutyId: id,
  kind: v.picklist(dutyKinds),
  person,
  from: instant,
  until: instant,
})
export type Duty = v.InferOutput<typeof duty>

/** `week`: it is their own turn, `next`: whose turn it is cannot, `standIn`: by name for this time. Null: nobody is on duty. */
export const shift = v.strictObject({
  from: instant,
  until: instant,
  onDuty: v.nullable(v.strictObject({ person, why: v.picklist(['week', 'next', 'standIn']) })),
})
export type Shift = v.InferOutput<typeof shift>

/** The weeks of a desk (T12): people in their order, beginning with whose week it is now. */
export const dutyRota = v.strictObject({
  /** 0 until it is set for the first time; whoever saves it names the one that they have seen. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Nobody: there are no weeks, and only those who stand in are on duty. */
  people: v.array(person),
  weekday,
  time: wallTime,
  /** So long after a page the next one is told, unless it is confirmed. */
  confirmMinutes,
})
export type DutyRota = v.InferOutput<typeof dutyRota>

const fewPeople = v.pipe(
  v.array(userId),
  v.maxLength(mostPeople),
  v.check((people) => new Set(people).size === people.length, 'names somebody twice'),
)
export const saveDutyRotaInput = v.strictObject({ ...dutyRota.entries, people: fewPeople })
export type SaveDutyRotaInput = v.InferOutput<typeof saveDutyRotaInput>

export const addDutyInput = v.strictObject({
  dutyId: id,
  kind: v.optional(v.picklist(dutyKinds), 'standIn'),
  userId,
  from: namedInstant,
  until: namedInstant,
})
export const removeDutyInput = v.strictObject({ dutyId: id })

/** Who is on duty now and until when, as far as is known. */
export const onDutyNow = v.strictObject({ person, until: v.nullable(instant) })
