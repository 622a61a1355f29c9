import type { Validity } from './validity.ts'

/** A prepaid number of quanta. `left` is what nothing has taken yet; an ended package has none. */
export type Package = {
  packageId: string
  planCode: string
  quanta: number
  /** What adjustments have given beyond what was bought; what they only gave back is none of it. */
  extra: number
  left: number
  starts: Date
  ends: Date
  /** Of its plan: what is given back after its end lives so long again (Q9). */
  validity: Validity
  hasEnded: boolean
  /** The last warning before its end, in days; null before the first one. */
  warnedDays: number | null
}

/** What the regulation says about billing work time, fixed for an interval when it starts (Q12). */
export type WorkTerms = {
  quantumMinutes: number
  rounding: 'interval' | 'ticket' | 'day'
  /** The desk's, for the local date that `day` rounds. */
  timeZone: string
  /** Taken at a ticket's first start; the quanta that the ticket begins are counted against it. 0: none. */
  leastQuantaPerTicket: number
}

export type RunningInterval = {
  intervalId: string
  ticketId: string
  agentId: string
  startedAt: Date
  terms: WorkTerms
}

/** The work that is rounded together: an interval, a ticket, or a portal's day. */
export type Group = {
  /** Of intervals that are over. */
  workedSeconds: number
  /** Up to which its begun quanta pay. */
  paidSeconds: number
}

/**
 * The quanta of one portal at one desk. Holds only what still matters: a caller may leave out ended packages that nobody names,
 * and groups of tickets on which nobody works.
 */
export type Account = {
  /** Everything before this instant is settled; nothing can happen earlier any more. */
  from: Date
  /** In the order in which they were paid. */
  packages: readonly Package[]
  /** How many quanta may be owed under a plan without packages; 0: everything is prepaid. */
  limitQuanta: number
  owedQuanta: number
  /** In the order of their ids. */
  running: readonly RunningInterval[]
  groups: Readonly<Record<string, Group>>
  /** By ticket: quanta of its least charge that its work has not begun yet. */
  leastChargeLeft: Readonly<Record<string, number>>
  /** What a ticket takes at its first start, as work would start now; 0: no more than it begins. */
  leastQuanta: number
  /** Tickets on which work has begun and may go on: they have paid their least charge (Q16). */
  begunTickets: readonly string[]
  /** Nothing can be begun and no begun quantum runs (Q7, Q16); null while there is service. */
  interruptedSince: Date | null
}

/** Before the first payment service waits for it, as it does after the last quantum. */
export function openAccount(at: Date, limitQuanta: number): Account {
  return {
    from: at,
    packages: [],
    limitQuanta,
    owedQuanta: 0,
    running: [],
    groups: {},
    leastChargeLeft: {},
    leastQuanta: 0,
    begunTickets: [],
    interruptedSince: limitQuanta > 0 ? null : at,
  }
}

export function isLive({ starts, ends, left }: Package, at: Date): boolean {
  return starts.getTime() <= at.getTime() && at.getTime() < ends.getTime() && left > 0
}

/** What can still be taken, and how many were bought or may be owed: what warnings go by (Q7). */
export function quantaLeft({ packages, limitQuanta, owedQuanta }: Account): { left: number; total: number } {
  const live = packages.filter(({ hasEnded }) => !hasEnded)
  return {
    left: live.reduce((left, one) => left + one.left, Math.max(0, limitQuanta - owedQuanta)),
    total: live.reduce((total, one) => total + one.quanta, limitQuanta),
  }
}

/** What live packages have got in all, bought and given on top, and what may be owed: out of how many there are some left. */
export function quantaGranted(account: Account): number {
  const live = account.packages.filter(({ hasEnded }) => !hasEnded)
  return live.reduce((granted, one) => granted + one.extra, quantaLeft(account).total)
}

/** Who pays a quantum: a package, or nobody yet (owed). */
export type Payer = { packageId: string | null }

/**
 * Whether work can begin anywhere (Q16): a rest below the least charge starts no new ticket, and only a ticket that has paid it may
 * run the rest down.
 */
export function canBeginWork(account: Account): boolean {
  const { left } = quantaLeft(account)
  return left > 0 && (left >= account.leastQuanta || account.begunTickets.length > 0)
}

/**
 * Who pays so many quanta that begin at this instant (Q6): the live package that ends first, of two that end together the one
 * paid earlier; only when none is live it is owed. Null if they cannot all be paid.
 */
export function payersOf(account: Account, at: Date, count: number): Payer[] | null {
  const live = account.packages
    .filter((one) => isLive(one, at))
    .toSorted(
      (one, other) => one.ends.getTime() - other.ends.getTime() || one.starts.getTime() - other.starts.getTime(),
    )
  const payers: Payer[] = []
  for (const { packageId, left } of live) {
    for (let i = 0; i < left && payers.length < count; i++) payers.push({ packageId })
  }
  const credit = Math.max(0, account.limitQuanta - account.owedQuanta)
  for (let i = 0; i < credit && payers.length < count; i++) payers.push({ packageId: null })
  return payers.length < count ? null : payers
}
