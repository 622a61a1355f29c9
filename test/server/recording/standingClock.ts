import { vi } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { takeToken } from '#server/platform/http/rateLimit.ts'

/** Wednesday, 10:00 in Moscow: people answer, and every instant and figure of a recording follows from it. */
export const beginning = new Date('2026-11-25T07:00:00.000Z')

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

export function letGoOfClock(): void {
  vi.useRealTimers()
}
