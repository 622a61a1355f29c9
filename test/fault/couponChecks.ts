/** A row of a coupon's ledger as the database has it. */
export type Entry = { couponId: string; position: number; change: number; leftAfter: number; ticketId: string | null }
/** What the page was told in the end; `code` null: its ticket is open. */
export type Answered = { couponId: string; ticketId: string; code: string | null }
type Special = { couponId: string; ticketId: string }

export type CouponRecord = {
  entries: readonly Entry[]
  specials: readonly Special[]
  /** All tickets of the story that there are. */
  ticketIds: readonly string[]
  /** Those of the journal's `coupon.spent`, by what is left. */
  journal: readonly { couponId: string; left: number }[]
  answers: readonly Answered[]
}

/** T10: how what is there differs from what each of these coupons allows; `requests` were issued with each. */
export function couponFaults(record: CouponRecord, couponIds: readonly string[], requests: number): string[] {
  return couponIds.flatMap((couponId) => {
    const of = <Row extends { couponId: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.couponId === couponId)
    const entries = of(record.entries)
    const journal = of(record.journal).map(({ left }) => left)
    const faults = [
      ...ledgerFaults(entries, requests),
      ...pairFaults(entries, of(record.specials), record.ticketIds),
      ...answerFaults(of(record.answers), of(record.specials), record.ticketIds, requests),
      ...(journal.toSorted((one, other) => other - one).join(' ') === downFrom(requests)
        ? []
        : [`the journal says that ${journal.join(', ')} were left`]),
    ]
    return faults.map((fault) => `${couponId.slice(0, 8)}: ${fault}`)
  })
}

function downFrom(requests: number): string {
  return Array.from({ length: requests }, (_, place) => requests - 1 - place).join(' ')
}

function ledgerFaults(entries: readonly Entry[], requests: number): string[] {
  const faults: string[] = []
  let left = 0
  for (const [index, { position, change, leftAfter }] of entries.entries()) {
    left += change
    if (position !== index + 1) faults.push(`row ${index + 1} of the ledger has the number ${position}`)
    if (leftAfter !== left) faults.push(`row ${position} says that ${leftAfter} are left, but they are ${left}`)
    if (left < 0 || left > requests) faults.push(`after row ${position} ${left} of ${requests} are left`)
  }
  const spent = entries.filter(({ ticketId }) => ticketId !== null).length
  return spent + left === requests ? faults : [...faults, `${spent} spent and ${left} left are not ${requests}`]
}

/** Each spend has its request and its ticket, and each request its spend. */
function pairFaults(entries: readonly Entry[], specials: readonly Special[], ticketIds: readonly string[]): string[] {
  const spent = entries.flatMap(({ ticketId }) => ticketId ?? [])
  const requested = specials.map(({ ticketId }) => ticketId)
  return [
    ...without(spent, requested).map((ticketId) => `${ticketId} was spent for, but is no special request`),
    ...without(requested, spent).map((ticketId) => `${ticketId} is a special request that nothing was spent for`),
    ...without(spent, ticketIds).map((ticketId) => `${ticketId} was spent for, but is no ticket`),
  ]
}

function answerFaults(
  answers: readonly Answered[],
  specials: readonly Special[],
  ticketIds: readonly string[],
  requests: number,
): string[] {
  const requested = specials.map(({ ticketId }) => ticketId)
  const taken = answers.filter(({ code }) => code === null)
  const refused = answers.filter(({ code }) => code !== null)
  const refusedIds = refused.map(({ ticketId }) => ticketId)
  const wrongly = refused.filter(({ code }) => code !== 'coupon_missing')
  return [
    ...(taken.length === requests ? [] : [`${taken.length} pages were told that they have a request`]),
    ...without(
      requested,
      taken.map(({ ticketId }) => ticketId),
    ).map((id) => `${id} is a request that no page knows of`),
    ...refusedIds.filter((id) => ticketIds.includes(id)).map((id) => `${id} was refused, but its ticket is there`),
    ...wrongly.map(({ ticketId, code }) => `${ticketId} was refused as ${code}`),
  ]
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return ids.filter((id) => !known.has(id))
}
