export type DutyTime = { dutyId: string; userId: number; from: Date; until: Date }

/** Who is on duty at this instant (T12). Where duties overlap, whoever began last stands in for the others. */
export function onDutyAt<Duty extends DutyTime>(duties: readonly Duty[], at: Date): Duty | null {
  return (
    duties
      .filter(({ from, until }) => from <= at && at < until)
      .toSorted(byBeginning)
      .at(-1) ?? null
  )
}

function byBeginning(one: DutyTime, other: DutyTime): number {
  const difference = one.from.getTime() - other.from.getTime()
  if (difference !== 0) return difference
  return one.dutyId < other.dutyId ? -1 : 1
}
