/** How often the server looks at itself. */
export const lookEveryMs = 60_000
/** So long without a look, and nothing ran or could be written: one that came late is none. */
const holeMs = 3 * lookEveryMs

/** One finding of the server about itself, at its instant; `reason` null: it is well. */
export type OwnFinding = { at: Date; reason: string | null }

/**
 * D3: what a look finds, with what the time before it tells: whoever was away notes so when it is back, from the first look that did
 * not come.
 */
export function findingsOf(lookedAt: Date | null, look: OwnFinding): OwnFinding[] {
  if (lookedAt === null || look.at.getTime() - lookedAt.getTime() < holeMs) return [look]
  return [{ at: new Date(lookedAt.getTime() + lookEveryMs), reason: 'no server ran, or none could write' }, look]
}
