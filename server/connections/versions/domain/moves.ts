import type { Regulation } from '#contract/regulations/document.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { worseIn } from '#server/regulations/domain/worse.ts'

/** A live connection: the version on which it is, and those that it is to get. */
export type OnVersion = {
  connectionId: string
  memberId: string
  version: number
  planned: readonly { version: number; from: Date }[]
}

export type VersionWanted = {
  version: number
  document: Regulation
  /** Nobody goes by it before. */
  effectiveAt: Date
  /** Null: as soon as it is in force, which only what is better for everybody concerned may be. */
  from: Date | null
}

export type Moved = OnVersion & { from: Date; replaces: readonly { version: number; from: Date }[] }

const DAY = 86_400_000
/** Of what is worse so many places are named. */
const namedPlaces = 5

/**
 * E9: which of these clients go by another version, and from when. With notice, as long as their own version promises; at once only
 * what makes nothing worse for any of them. Whoever is on that version already, or gets it earlier, is left as it is.
 */
export function decideMoves(
  clients: readonly OnVersion[],
  wanted: VersionWanted,
  documents: ReadonlyMap<number, Regulation>,
  at: Date,
): Moved[] {
  const from = new Date(Math.max((wanted.from ?? at).getTime(), at.getTime()))
  if (wanted.from !== null && wanted.from < at) throw new Refusal('date_in_past')
  if (wanted.from !== null && wanted.from < wanted.effectiveAt) {
    throw new Refusal('version_not_in_force', { from: wanted.effectiveAt.toISOString() })
  }
  const start = new Date(Math.max(from.getTime(), wanted.effectiveAt.getTime()))
  const concerned = clients.filter((client) => isConcerned(client, wanted.version, start))
  const replaced = new Set(concerned.flatMap((client) => versionsUntil(client, start)))
  const worse = [...replaced].flatMap((version) => {
    const document = documents.get(version)
    return document === undefined ? [] : worseIn(document, wanted.document).map(({ place }) => place)
  })
  if (worse.length > 0) refuseTooSoon(concerned, { start, isAtOnce: wanted.from === null, worse }, documents, at)
  return concerned.map((client) => ({
    ...client,
    from: start,
    replaces: client.planned.filter((one) => one.from >= start && one.version <= wanted.version),
  }))
}

function isConcerned({ version, planned }: OnVersion, wanted: number, start: Date): boolean {
  return version < wanted && planned.every((one) => one.version < wanted || one.from > start)
}

/** By which versions a client goes from now on until then. */
function versionsUntil({ version, planned }: OnVersion, start: Date): number[] {
  return [version, ...planned.filter(({ from }) => from < start).map((one) => one.version)]
}

function refuseTooSoon(
  concerned: readonly OnVersion[],
  { start, isAtOnce, worse }: { start: Date; isAtOnce: boolean; worse: readonly string[] },
  documents: ReadonlyMap<number, Regulation>,
  at: Date,
): void {
  const noticeDays = Math.max(0, ...concerned.map(({ version }) => documents.get(version)?.noticeDays ?? 0))
  const earliest = new Date(at.getTime() + noticeDays * DAY)
  const places = [...new Set(worse)]
  const named = { worse: places.slice(0, namedPlaces).join(' '), count: places.length }
  if (isAtOnce) throw new Refusal('version_worse', { ...named, noticeDays, earliest: earliest.toISOString() })
  if (start < earliest) throw new Refusal('notice_too_short', { noticeDays, earliest: earliest.toISOString() })
}
