/** Order of the queue as the regulation says it (S7). */
export type QueueRule = {
  /** What overtakes everybody else, in this order. */
  first: readonly ('critical' | 'coupon')[]
  thenBy: 'arrival' | 'deadline'
}

export type QueuedTicket = {
  ticketId: string
  arrivedAt: Date
  priority: string | null
  isCoupon: boolean
  /** The nearest deadline of its running clocks; null where nothing is promised or everything stands still. */
  deadline: Date | null
}

/** Lower goes first, the parts one after the other; ids end the last tie the same way on every server. */
export type QueueKey = readonly [group: number, deadline: number, arrivedAt: number, ticketId: string]

export type Overtaking = 'critical' | 'coupon' | 'deadline'

export type QueuePlace = {
  /** From 1 on. */
  position: number
  /** Tickets that came later and are ahead all the same, by what puts them there. */
  overtakenBy: Readonly<Record<Overtaking, number>>
}

export function queueKey(ticket: QueuedTicket, rule: QueueRule): QueueKey {
  const deadline = rule.thenBy === 'deadline' ? (ticket.deadline?.getTime() ?? Infinity) : 0
  return [groupOf(ticket, rule), deadline, ticket.arrivedAt.getTime(), ticket.ticketId]
}

export function compareKeys(one: QueueKey, other: QueueKey): number {
  for (let i = 0; i < one.length; i++) {
    const [mine = 0, theirs = 0] = [one[i], other[i]]
    if (mine < theirs) return -1
    if (mine > theirs) return 1
  }
  return 0
}

/** Null if the ticket does not wait in this queue. */
export function placeInQueue(queue: readonly QueuedTicket[], ticketId: string, rule: QueueRule): QueuePlace | null {
  const ticket = queue.find((one) => one.ticketId === ticketId)
  if (ticket === undefined) return null
  const key = queueKey(ticket, rule)
  const ahead = queue.filter((one) => compareKeys(queueKey(one, rule), key) < 0)
  const overtakenBy = { critical: 0, coupon: 0, deadline: 0 }
  for (const one of ahead) {
    if (compareKeys(byArrival(one), byArrival(ticket)) > 0) overtakenBy[reasonOf(one, ticket, rule)]++
  }
  return { position: ahead.length + 1, overtakenBy }
}

function reasonOf(one: QueuedTicket, ticket: QueuedTicket, rule: QueueRule): Overtaking {
  const group = groupOf(one, rule)
  return group < groupOf(ticket, rule) ? (rule.first[group] ?? 'deadline') : 'deadline'
}

function groupOf({ priority, isCoupon }: QueuedTicket, { first }: QueueRule): number {
  const group = first.findIndex((one) => (one === 'coupon' ? isCoupon : priority === 'critical'))
  return group < 0 ? first.length : group
}

function byArrival({ arrivedAt, ticketId }: QueuedTicket): QueueKey {
  return [0, 0, arrivedAt.getTime(), ticketId]
}
