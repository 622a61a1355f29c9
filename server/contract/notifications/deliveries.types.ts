import * as v from 'valibot'
import { instant, userId } from '../common.ts'
import { notificationChannels, notifiedEvents } from './table.types.ts'

export const deliveryOutcomes = ['sent', 'waiting', 'failed', 'nobody', 'leftOut'] as const
export type DeliveryOutcome = (typeof deliveryOutcomes)[number]
export const deliveryReasons = [
  'read',
  'noAddress',
  'noAccess',
  /** They write in this ticket by mail, and the answer itself goes there. */
  'byChannel',
  'portalGone',
  'portalSilent',
  'portalRefused',
  'addressRefused',
  'contentRefused',
  'serverRefused',
  'signInRefused',
  'notReached',
  'tooLong',
] as const
export type DeliveryReason = (typeof deliveryReasons)[number]

export const listDeliveriesInput = v.strictObject({
  outcome: v.optional(v.picklist(deliveryOutcomes)),
  channel: v.optional(v.picklist(notificationChannels)),
  event: v.optional(v.picklist(notifiedEvents)),
  person: v.optional(v.strictObject({ memberId: v.pipe(v.string(), v.maxLength(64)), userId })),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(120))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
})
export type DeliveryFilter = Pick<v.InferOutput<typeof listDeliveriesInput>, 'outcome' | 'channel' | 'event' | 'person'>

const delivery = v.strictObject({
  deliveryId: v.string(),
  at: instant,
  event: v.nullable(v.picklist(notifiedEvents)),
  channel: v.picklist(notificationChannels),
  outcome: v.picklist(deliveryOutcomes),
  reason: v.nullable(v.picklist(deliveryReasons)),
  tries: v.number(),
  memberId: v.string(),
  userId,
  name: v.nullable(v.string()),
  /** Null: of the desk itself. */
  clientName: v.nullable(v.string()),
  portalName: v.nullable(v.string()),
})
export const deliveryPage = v.strictObject({ deliveries: v.array(delivery), nextCursor: v.nullable(v.string()) })
export type DeliveryPage = v.InferOutput<typeof deliveryPage>
