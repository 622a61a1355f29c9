import * as v from 'valibot'
import { tell, type Told } from '#test/server/billing/history.ts'

const billingFile = v.array(
  v.object({
    name: v.string(),
    quantumMinutes: v.number(),
    packages: v.array(v.object({ id: v.string(), quanta: v.number(), starts: v.string(), ends: v.string() })),
    intervals: v.array(v.object({ id: v.string(), start: v.string(), stop: v.string() })),
    expected: v.unknown(),
  }),
)

type Case = v.InferOutput<typeof billingFile>[number]

/** Q5–Q8: who paid which quantum, where each interval stopped, and what expired. */
export function billingOutcomes(input: unknown): { name: string; expected: unknown; got: unknown }[] {
  return v.parse(billingFile, input).map((one) => ({ name: one.name, expected: one.expected, got: billed(one) }))
}

function billed({ quantumMinutes, packages, intervals }: Case): unknown {
  const instants = [
    ...packages.flatMap((one) => [one.starts, one.ends]),
    ...intervals.flatMap((one) => [one.start, one.stop]),
  ]
  const times = instants.map((text) => Date.parse(text))
  const told = tell(
    {
      opened: new Date(Math.min(...times, 0)),
      packages: packages.map(({ starts, ends, ...one }) => ({
        ...one,
        starts: new Date(starts),
        ends: new Date(ends),
      })),
      intervals: intervals.map(({ id, start, stop }) => {
        return { id, ticketId: id, start: new Date(start), stop: new Date(stop) }
      }),
      terms: { quantumMinutes, rounding: 'interval', timeZone: 'UTC', leastQuantaPerTicket: 0 },
      limitQuanta: 0,
    },
    new Date(Math.max(...times, 0) + 3_600_000),
  )
  const charges = chargesOf(told)
  return {
    charges,
    intervals: intervals.map(({ id }) =>
      intervalOutcome(told, id, charges.filter(({ interval }) => interval === id).length),
    ),
    expire: packages.map(({ id }) => expiry(told, id)),
  }
}

function chargesOf({ events }: Told): { at: string; interval: string; package: string | null }[] {
  return events.flatMap((event) => {
    if (event.type !== 'quanta.taken') return []
    return event.payers.map((payer) => ({ at: short(event.at), interval: event.intervalId, package: payer.packageId }))
  })
}

function intervalOutcome({ events, refused }: Told, interval: string, quanta: number): unknown {
  const stopped = events.find((event) => event.type === 'timer.stopped' && event.intervalId === interval)
  const isExhausted = stopped?.type === 'timer.stopped' && stopped.cause === 'exhausted'
  // Stopped in the second of its start by one that came before it: nothing was ever there for it.
  const isRefused = refused.has(interval) || (isExhausted && quanta === 0)
  return {
    interval,
    refused: isRefused,
    effectiveStop: isRefused || stopped === undefined ? null : short(stopped.at),
    stoppedByExhaustion: isExhausted && !isRefused,
    quanta,
  }
}

function expiry({ events }: Told, packageId: string): unknown {
  const ended = events.find((event) => event.type === 'package.ended' && event.packageId === packageId)
  if (ended?.type !== 'package.ended') return { package: packageId, at: null, quantaExpired: null }
  return { package: packageId, at: short(ended.at), quantaExpired: ended.quanta }
}

function short(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z')
}
