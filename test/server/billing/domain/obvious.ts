import type { History } from '../history.ts'

/** What of a history can be seen from outside. Interrupted: every second in which service stood still. */
export type Seen = {
  charges: string[]
  stops: string[]
  expired: string[]
  left: Record<string, number>
  owed: number
  interrupted: number[]
}

type Pot = { id: string; left: number; starts: number; ends: number; over: boolean }
type Runner = { id: string; ticketId: string; start: number; stop: number; groupName: string }
type Sums = { worked: number; paid: number }

/**
 * Q5–Q8 and Q12 said again in the slowest and plainest way: walk the seconds one by one, with a counter of worked seconds for
 * each group. Knows nothing of how the product computes instants. `midnight`: where the local date changes.
 */
export function obviously(history: History, until: Date, midnight: Date): Seen {
  const quantum = history.terms.quantumMinutes * 60
  const least = history.terms.leastQuantaPerTicket
  const seen: Seen = { charges: [], stops: [], expired: [], left: {}, owed: 0, interrupted: [] }
  const pots: Pot[] = []
  let runners: Runner[] = []
  const groups = new Map<string, Sums>()
  const tickets = new Map<string, number>()
  const firstSecond = second(history.opened)

  const payable = (now: number) =>
    pots
      .filter((pot) => !pot.over && pot.left > 0 && now < pot.ends)
      .toSorted((one, other) => one.ends - other.ends || one.starts - other.starts)
  const left = () => pots.reduce((total, pot) => total + pot.left, 0) + Math.max(0, history.limitQuanta - seen.owed)
  /** Q16: a rest below the least charge starts no new ticket; whoever has paid it may run the rest down. No ticket here ever ends. */
  const canBegin = () => left() > 0 && (left() >= least || tickets.size > 0)
  const pay = (now: number, interval: string, quanta: number): boolean => {
    if (left() < quanta) return false
    for (let i = 0; i < quanta; i++) {
      const pot = payable(now)[0]
      if (pot === undefined) seen.owed += 1
      else pot.left -= 1
      seen.charges.push(`${now - firstSecond} ${interval} ${pot?.id ?? 'owed'}`)
    }
    return true
  }
  const halt = (now: number, stopped: Runner[], cause: string) => {
    for (const { id } of stopped) seen.stops.push(`${now - firstSecond} ${id} ${cause}`)
    runners = runners.filter((runner) => !stopped.includes(runner))
  }
  const groupName = (now: number, id: string, ticketId: string) => {
    if (history.terms.rounding === 'interval') return id
    if (history.terms.rounding === 'ticket') return ticketId
    return now < second(midnight) ? 'before midnight' : 'after midnight'
  }

  for (let now = firstSecond; now < second(until); now++) {
    for (const pot of pots) {
      if (pot.ends !== now) continue
      seen.expired.push(`${now - firstSecond} ${pot.id} ${pot.left}`)
      pot.left = 0
      pot.over = true
    }
    halt(
      now,
      runners.filter(({ stop }) => stop === now),
      'agent',
    )
    for (const { id, quanta, starts, ends } of history.packages) {
      if (second(starts) === now) pots.push({ id, left: quanta, starts: now, ends: second(ends), over: false })
    }
    for (const { id, packageId, quanta, at } of history.adjustments ?? []) {
      if (second(at) !== now) continue
      const pot = pots.find((one) => one.id === packageId)
      if (pot === undefined || pot.left + quanta < 0) continue
      if (pot.over) pots.push({ id, left: quanta, starts: now, ends: now + 30 * 86_400, over: false })
      else pot.left += quanta
    }
    for (const { id, ticketId, start, stop } of history.intervals) {
      const waits = !canBegin() && runners.length === 0
      if (second(start) !== now || start.getTime() === stop.getTime() || waits) continue
      runners.push({ id, ticketId, start: now, stop: second(stop), groupName: '' })
    }
    runners = runners.toSorted((one, other) => (one.id < other.id ? -1 : 1))
    for (const runner of runners) runner.groupName = groupName(now, runner.id, runner.ticketId)
    for (const runner of runners) {
      if (least === 0 || tickets.has(runner.ticketId)) continue
      if (pay(now, runner.id, least)) tickets.set(runner.ticketId, least)
      else halt(now, [runner], 'exhausted')
    }
    for (const [name, together] of Map.groupBy(runners, (runner) => runner.groupName)) {
      const sums = groups.get(name) ?? { worked: 0, paid: 0 }
      groups.set(name, sums)
      const first = together.find(({ ticketId }) => (tickets.get(ticketId) ?? 0) > 0) ?? together[0]
      if (first === undefined) continue
      if (sums.worked + together.length > sums.paid) {
        const prepaid = tickets.get(first.ticketId) ?? 0
        if (prepaid > 0) tickets.set(first.ticketId, prepaid - 1)
        else if (!pay(now, first.id, 1)) {
          // Who has only just come makes way one by one, if the others can go on then; else everybody stops.
          const staying = [...together]
          while (staying.at(-1) !== undefined && sums.worked + staying.length > sums.paid) {
            const last = staying.findLastIndex(({ start }) => start === now)
            staying.splice(last < 0 ? 0 : last, last < 0 ? staying.length : 1)
          }
          halt(
            now,
            together.filter((runner) => !staying.includes(runner)),
            'exhausted',
          )
          sums.worked += staying.length
          continue
        }
        sums.paid += quantum
      }
      sums.worked += together.length
    }
    if (!canBegin() && runners.length === 0) seen.interrupted.push(now - firstSecond)
  }
  seen.left = Object.fromEntries(pots.map((pot) => [pot.id, pot.left]))
  return seen
}

function second(at: Date): number {
  return at.getTime() / 1000
}
