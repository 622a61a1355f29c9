import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { Db } from '#server/platform/db/db.ts'

/** The vectors of quanta: what was bought and worked, and what must have been taken (Q6). */
export const billingVectors = v.parse(
  v.array(
    v.object({
      name: v.string(),
      quantumMinutes: v.number(),
      packages: v.array(v.object({ id: v.string(), quanta: v.number(), starts: v.string(), ends: v.string() })),
      intervals: v.array(v.object({ id: v.string(), start: v.string(), stop: v.string() })),
      expected: v.object({ charges: v.unknown(), intervals: v.unknown(), expire: v.unknown() }),
    }),
  ),
  JSON.parse(readFileSync('test/vectors/billing-cases.json', 'utf8')),
)
export type BillingCase = (typeof billingVectors)[number]

/** Whose account a case was played on, and which of its parts became what. */
export type PlayedCase = {
  deskId: string
  memberId: string
  /** The vector's names of packages, with their ids. */
  packageIds: ReadonlyMap<string, string>
  /** Intervals that could not start. */
  refused: ReadonlySet<string>
}

/** Ties go by ids as they are written: of this client's own, in the order of the case's. */
export function intervalIdOf(memberId: string, { intervals }: BillingCase, id: string): string {
  const place = intervals
    .map((one) => one.id)
    .toSorted()
    .indexOf(id)
  return `${memberId.slice(0, 8)}-${memberId.slice(8, 12)}-4000-8000-${String(place).padStart(12, '0')}`
}

/** What the database says of a case, in the vectors' own words. */
export async function outcomeOf(db: Db, one: BillingCase, played: PlayedCase): Promise<BillingCase['expected']> {
  const { deskId, memberId, packageIds, refused } = played
  const nameOf = new Map([...packageIds].map(([name, packageId]) => [packageId, name]))
  const idOf = new Map(one.intervals.map(({ id }) => [intervalIdOf(memberId, one, id), id]))
  const [timers, packages, ledger] = await Promise.all([
    db.selectFrom('timers').selectAll().where('desk_id', '=', deskId).where('member_id', '=', memberId).execute(),
    db.selectFrom('packages').selectAll().where('desk_id', '=', deskId).where('member_id', '=', memberId).execute(),
    db
      .selectFrom('ledger')
      .selectAll()
      .where('desk_id', '=', deskId)
      .where('member_id', '=', memberId)
      .orderBy('number')
      .execute(),
  ])
  return {
    charges: ledger
      .filter(({ kind }) => kind === 'work')
      .flatMap(({ at, interval_id: intervalId, package_id: packageId, quanta }) =>
        Array.from({ length: -quanta }, () => ({
          at: short(at),
          interval: idOf.get(intervalId ?? ''),
          package: packageId === null ? null : nameOf.get(packageId),
        })),
      ),
    intervals: one.intervals.map(({ id }) => {
      const timer = timers.find(({ interval_id: intervalId }) => idOf.get(intervalId) === id)
      const stoppedAt = timer?.stopped_at ?? null
      const isExhausted = timer?.stop_cause === 'exhausted'
      const isRefused = refused.has(id) || (isExhausted && timer.quanta === 0)
      return {
        interval: id,
        refused: isRefused,
        effectiveStop: isRefused || stoppedAt === null ? null : short(stoppedAt),
        stoppedByExhaustion: isExhausted && !isRefused,
        quanta: timer?.quanta ?? 0,
      }
    }),
    expire: one.packages.map(({ id }) => {
      const row = packages.find(({ package_id: packageId }) => nameOf.get(packageId) === id)
      const entry = ledger.find(
        ({ kind, package_id: packageId }) => kind === 'expire' && nameOf.get(packageId ?? '') === id,
      )
      return {
        package: id,
        at: row?.has_ended === true ? short(entry?.at ?? row.ends_at) : null,
        quantaExpired: entry === undefined ? 0 : -entry.quanta,
      }
    }),
  }
}

function short(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z')
}
