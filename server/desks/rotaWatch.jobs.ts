import type { DueClock } from '#server/platform/loop.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { watchDueRotas } from './rotaWatch.commands.ts'
import { nextWatchAt } from './rotaWatch.sql.ts'

/** Looks through each rota once a day, when one of its gaps comes nearer, and where something of it has changed. */
export function rotaClock(addJob: AddJob): DueClock {
  return { name: 'rotas', claim: (unit) => watchDueRotas(unit, addJob), nextDueAt: nextWatchAt }
}
