/** What the desk knows about a client's licence: a status and until when it holds (Q1). */
export type StatusGrant = {
  status: number
  from: Date
  /** The end of the licence; null: no end is known. */
  until: Date | null
  /** The status after that; null: the regulation names none, the status stays. */
  afterwards: number | null
}

/** Of several grants the latest that has begun counts; before the first one the client has the status of strangers. */
export function statusAt(grants: readonly StatusGrant[], at: Date, stranger: number): number {
  const begun = grants.filter(({ from }) => from.getTime() <= at.getTime())
  const latest = begun.toSorted((one, other) => other.from.getTime() - one.from.getTime())[0]
  if (latest === undefined) return stranger
  const { status, until, afterwards } = latest
  return until === null || at.getTime() < until.getTime() ? status : (afterwards ?? status)
}
