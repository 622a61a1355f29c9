const day = 86_400_000

/** P8: who was taken for an admin before this instant is not told as one any more. */
export function adminsLookedAtSince(at: Date): Date {
  return new Date(at.getTime() - 7 * day)
}

/** Looked at again a day before that, by the daily check. */
export function adminsDueBefore(at: Date): Date {
  return new Date(at.getTime() - 6 * day)
}
