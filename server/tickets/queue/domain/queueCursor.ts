import { listOrders, type ListOrder } from '#contract/tickets/queue.types.ts'
import { Refusal } from '#server/platform/refusal.ts'

/** Where a ticket is in one of the orders; a page goes on behind it. */
export type QueueKey = { order: ListOrder; rank: number; dueAt: Date | null; at: Date; ticketId: string }

const shape = /^([a-z]{1,10})_(\d)_(\d{1,14})?_(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export function writeQueueCursor({ order, rank, dueAt, at, ticketId }: QueueKey): string {
  return [order, rank, dueAt?.getTime() ?? '', at.getTime(), ticketId].join('_')
}

export function readQueueCursor(text: string): QueueKey {
  const parts = shape.exec(text)
  const order = listOrders.find((known) => known === parts?.[1])
  if (parts === null || order === undefined) {
    throw new Refusal('invalid_input', { field: 'cursor', problem: 'not a cursor' })
  }
  const [, , rank, dueAt, at, ticketId = ''] = parts
  return {
    order,
    rank: Number(rank),
    dueAt: dueAt === undefined ? null : new Date(Number(dueAt)),
    at: new Date(Number(at)),
    ticketId,
  }
}
