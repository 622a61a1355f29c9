import { Refusal } from '../refusal.ts'

/** Whose work it is: a portal has a share, and within it each of its people. */
export type Who = { memberId: string; userId: number }
export type FairQueue = <Result>(who: Who, act: () => Promise<Result>) => Promise<Result>

export type Shares = {
  atOnce: number
  atOnceOfPortal: number
  waitingOfPortal: number
  waitingOfPerson: number
}

/** `round`: in which its next work may begin, the one after that in which its last one did. */
type Portal = { running: number; waiting: number; round: number; people: Map<number, Person> }
type Person = { works: (() => void)[]; round: number }

/**
 * Costly work in turn: of the portals that wait one after the other, and within a portal one person after the other, so that
 * whoever asks for sixty things waits for them alone. Who has too much waiting is refused, because a queue without end keeps the
 * memory of a server, and nobody waits for its last answer.
 */
export function makeFairQueue(shares: Shares): FairQueue {
  const portals = new Map<string, Portal>()
  let running = 0
  let round = 0

  function startNext(): void {
    while (running < shares.atOnce) {
      const next = nextPortal(portals.values(), shares.atOnceOfPortal)
      if (next === null) return
      round = Math.max(round, next.round)
      next.round = round + 1
      next.waiting -= 1
      next.running += 1
      running += 1
      takeFirst(next)?.()
    }
  }

  /** Who was there in this round is remembered until it is over: nobody is first again by coming back. */
  function forgetIdle(): void {
    for (const [memberId, portal] of portals) {
      if (portal.running + portal.waiting === 0 && portal.round <= round) portals.delete(memberId)
    }
  }

  return async ({ memberId, userId }, act) => {
    const portal = portals.get(memberId) ?? { running: 0, waiting: 0, round, people: new Map<number, Person>() }
    const person = portal.people.get(userId) ?? { works: [], round: 0 }
    refuseBeyond(shares, portal.waiting, person.works.length)
    const turn = Promise.withResolvers<void>()
    portals.set(memberId, portal)
    portal.people.set(userId, person)
    person.works.push(turn.resolve)
    portal.waiting += 1
    startNext()
    await turn.promise
    try {
      return await act()
    } finally {
      running -= 1
      portal.running -= 1
      startNext()
      forgetIdle()
    }
  }
}

/** Of those in the earliest round, the one that came first. */
function nextPortal(portals: Iterable<Portal>, atOnce: number): Portal | null {
  let next: Portal | null = null
  for (const portal of portals) {
    const mayBegin = portal.waiting > 0 && portal.running < atOnce
    if (mayBegin && (next === null || portal.round < next.round)) next = portal
  }
  return next
}

/** The oldest work of the person whose turn it is; people are forgotten with their portal. */
function takeFirst({ people, round }: Portal): (() => void) | undefined {
  let next: Person | null = null
  for (const person of people.values()) {
    if (person.works.length > 0 && (next === null || person.round < next.round)) next = person
  }
  if (next === null) return undefined
  next.round = round
  return next.works.shift()
}

function refuseBeyond(shares: Shares, ofPortal: number, ofPerson: number): void {
  const isTooMuch = ofPortal >= shares.waitingOfPortal || ofPerson >= shares.waitingOfPerson
  if (isTooMuch) throw new Refusal('too_much_waiting', { waiting: ofPortal, waitSeconds: 5 })
}
