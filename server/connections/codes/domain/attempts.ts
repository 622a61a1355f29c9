const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** So many attempts within the window are let through; then comes a wait, twice as long each time it happens again. */
type Limit = { attempts: number; window: number; longestWait: number; forgetAfter: number }

const limits: readonly Limit[] = [
  // 10 a minute: after the tenth wait 1 minute, after the next ten 2, then 4, 8, 16.
  { attempts: 10, window: MINUTE, longestWait: 16 * MINUTE, forgetAfter: DAY },
  // 50 a day: after the fiftieth wait a day, after the next fifty 2 days, then 4, 8.
  { attempts: 50, window: DAY, longestWait: 8 * DAY, forgetAfter: 30 * DAY },
]

/** Attempts before this instant change no answer. */
export function attemptsMatterSince(at: Date): Date {
  return new Date(at.getTime() - 40 * DAY)
}

/** Whole seconds until a portal may try another code (C2); 0 means now. Refused attempts are not to be counted. */
export function waitBeforeAttempt(previousAttempts: readonly Date[], at: Date): number {
  const instants = previousAttempts.map((attempt) => attempt.getTime()).toSorted((one, other) => one - other)
  const free = Math.max(...limits.map((limit) => freeAgainAt(instants, limit)))
  return Math.max(0, Math.ceil((free - at.getTime()) / 1000))
}

function freeAgainAt(instants: readonly number[], limit: Limit): number {
  // The first one that counts: a month of attempts is walked through once, whatever the window.
  let first = 0
  let reached: number[] = []
  let free = -Infinity
  for (const [index, instant] of instants.entries()) {
    while (instant - (instants[first] ?? instant) >= limit.window) first += 1
    if (index - first + 1 < limit.attempts) continue
    reached = [...reached.filter((earlier) => instant - earlier < limit.forgetAfter), instant]
    free = instant + Math.min(limit.window * 2 ** (reached.length - 1), limit.longestWait)
    first = index + 1
  }
  return free
}
