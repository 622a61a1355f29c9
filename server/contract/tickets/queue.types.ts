import * as v from 'valibot'
import { clientNames, count, id, instant, memberId, note, shortText, userId } from '../common.ts'
import { categories, priorities } from '../regulations/base.types.ts'
import { ticketStatuses, ticketSummary } from './types.ts'

export const queueFilters = ['open', 'mine', 'unassigned', 'closed', 'all'] as const
export type QueueFilter = (typeof queueFilters)[number]
/** `queue`: as the regulation says (S7), for tickets that are not closed; `newest`: whatever was last written in first. */
export const queueOrders = ['queue', 'newest'] as const
/** The same, worked out: what the pages of this list go by. */
export const listOrders = ['arrival', 'deadline', 'newest'] as const
export type ListOrder = (typeof listOrders)[number]

/** What somebody wants to see of the queue; a saved view is this with a name. */
export const queueQuery = v.strictObject({
  filter: v.optional(v.picklist(queueFilters), 'open'),
  order: v.optional(v.picklist(queueOrders), 'queue'),
  status: v.optional(v.picklist(ticketStatuses)),
  priority: v.optional(v.picklist(priorities)),
  category: v.optional(v.picklist(categories)),
  memberId: v.optional(memberId),
  assigneeId: v.optional(userId),
  search: v.optional(v.pipe(note, v.maxLength(100))),
})
export type QueueQuery = v.InferOutput<typeof queueQuery>

export const listQueueInput = v.strictObject({
  ...queueQuery.entries,
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
})
export type ListQueueInput = v.InferOutput<typeof listQueueInput>

export const queuePage = v.strictObject({
  tickets: v.array(ticketSummary),
  nextCursor: v.nullable(v.string()),
  order: v.picklist(listOrders),
})
export type QueuePage = v.InferOutput<typeof queuePage>

export const queueView = v.strictObject({ viewId: id, name: v.string(), query: queueQuery })
export type QueueView = v.InferOutput<typeof queueView>
export const queueViews = v.strictObject({ views: v.array(queueView) })
/** The same id again is the same view: under another name, or with other filters. */
export const saveViewInput = v.strictObject({ viewId: id, name: v.pipe(shortText, v.maxLength(60)), query: queueQuery })
export const deleteViewInput = v.strictObject({ viewId: id })

export const findClientsInput = v.strictObject({ search: v.pipe(note, v.maxLength(100)) })
export const foundClients = v.strictObject({
  clients: v.array(v.strictObject({ memberId, ...clientNames })),
})

/** Above this a place in the queue is only "more than". */
export const mostAhead = 50

/** Where a ticket stands among those that wait (S7); it tells numbers and reasons, nothing of anybody else. */
export const queuePlace = v.strictObject({
  place: v.nullable(
    v.strictObject({
      ahead: v.pipe(count, v.maxValue(mostAhead)),
      isMore: v.boolean(),
      /** Why somebody who came later is ahead; null when nobody is. */
      overtakenBy: v.nullable(v.picklist(['urgent', 'deadline'])),
      at: instant,
    }),
  ),
})
export type QueuePlace = NonNullable<v.InferOutput<typeof queuePlace>['place']>
export type FoundClient = v.InferOutput<typeof foundClients>['clients'][number]
