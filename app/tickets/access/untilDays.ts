/** For how long access is asked for or given, in days of 24 hours. */
export const untilDays = [1, 3, 7, 14, 30] as const
export type UntilDays = (typeof untilDays)[number]

/** A minute less: what is sent later than it was counted is still within the longest time. */
export function untilOf(days: UntilDays): string {
  return new Date(Date.now() + days * 86_400_000 - 60_000).toISOString()
}
