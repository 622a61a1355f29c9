import type { DueClock } from '#server/platform/loop.ts'
import { nextPageDueAt } from '../dutyPages.sql.ts'
import { climbDuePages, type PagingDeps } from './dutyPaging.commands.ts'

/** Rings when a page has waited long enough; it does not matter which process hears it. */
export function dutyPageClock(deps: PagingDeps): DueClock {
  return { name: 'dutyPages', claim: (unit) => climbDuePages(unit, deps), nextDueAt: nextPageDueAt }
}
