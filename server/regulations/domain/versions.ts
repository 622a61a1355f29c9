export type VersionDates = { version: number; effectiveAt: Date; withdrawnAt: Date | null }

/**
 * The version that holds at an instant: the one that took effect last, from its instant on. Before the first one the first
 * holds (a server's clock may lag behind the one that opened the desk). Null only where there is none.
 */
export function versionAt<Version extends VersionDates>(versions: readonly Version[], at: Date): Version | null {
  const known = inOrder(versions)
  return known.findLast(({ effectiveAt }) => effectiveAt.getTime() <= at.getTime()) ?? known[0] ?? null
}

/** The version that waits for its instant; a desk has at most one. */
export function comingVersion<Version extends VersionDates>(versions: readonly Version[], at: Date): Version | null {
  return (
    inOrder(versions).find(({ effectiveAt, version }) => version > 1 && effectiveAt.getTime() > at.getTime()) ?? null
  )
}

function inOrder<Version extends VersionDates>(versions: readonly Version[]): Version[] {
  return versions
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .toSorted((one, other) => one.effectiveAt.getTime() - other.effectiveAt.getTime() || one.version - other.version)
}
