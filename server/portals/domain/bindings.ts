/** What is known of the app in a portal: which version it runs, and up to which one, and when, its placements were looked at. */
export type Bindings = {
  isInstalled: boolean
  appVersion: number | null
  boundVersion: number | null
  boundAt: Date | null
}

/** An admin who turns the pages of the app looks once in so long. */
const restMilliseconds = 10 * 60_000

/**
 * P8: what was set at the portal is looked at when an admin opens the app; and by whomever, when the OAuth server names another
 * version of it than the one that it was set for: an update drops it, and the event of the update may be lost.
 */
export function needsLook(portal: Bindings, isAdmin: boolean, at: Date): boolean {
  if (!portal.isInstalled) return false
  if (portal.boundVersion !== portal.appVersion) return true
  return isAdmin && (portal.boundAt === null || at.getTime() - portal.boundAt.getTime() >= restMilliseconds)
}
