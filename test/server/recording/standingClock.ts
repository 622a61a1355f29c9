import { vi } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { takeToken } from '#server/platform/http/rateLimit.ts'

/** Wednesday, 10:00 in Moscow: people answer, and every instant and figure of a recording follows from it. */
export const beginning = new Date('2026-11-25T07:00:00.000Z')

/** How often the server looks for what is new to it; its intervals are turned by hand here. */
const turnMilliseconds = 1000

/**
 * The clock of test and server stands, and is moved by the recording alone: so what is answered is the same on every day and
 * machine, down to the millisecond.
 */
export function standAt(instant: Date): void {
  // Whoever used up an address's calls before, at an hour that was later, has used up none of ours.
  takeToken('address:127.0.0.1', new Date('2100-01-01T00:00:00.000Z'))
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: instant })
}

export function moveOn(milliseconds: number): void {
  vi.setSystemTime(now().getTime() + milliseconds)
}

/** What the server does once a second is begun now, at the instant at which the clock stands. */
export function turnLoops(): void {
  const instant = now()
  vi.advanceTimersByTime(turnMilliseconds)
  vi.setSystemTime(instant)
}

export function letGoOfClock(): void {
  vi.useRealTimers()
}
