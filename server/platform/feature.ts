import type { RouteName } from '#contract/routes.ts'
import type { Db } from './db/db.ts'
import type { HotPool } from './db/preparedStatements.ts'
import type { Transaction, UnitOfWork } from './db/unitOfWork.ts'
import type { Handlers } from './http/api.ts'
import type { AddJob, Jobs, JobTasks } from './jobs/jobs.ts'
import type { Projection } from './journal/projections.ts'
import type { Reaction } from './journal/reaction.ts'
import type { Log } from './log.ts'
import type { DueClock } from './loop.ts'
import type { Secrets } from './secrets.ts'

/** What every feature is made of; what it needs of others it gets as ports besides. */
export type FeatureDeps = {
  db: Db
  hotPool: HotPool
  transaction: Transaction
  secrets: Secrets
  log: Log
  addJob: AddJob
  publicUrl: () => string
  sessionMinutes: number
}

/** What a feature brings along; the program is a list of these (`features.ts`). */
export type Feature<Names extends RouteName = RouteName, Tasks extends keyof Jobs = never> = {
  handlers: Handlers<Names>
  jobs: JobTasks<Tasks>
  /** Lines of the crontab, each for a job of its own. */
  crontab?: readonly string[]
  /** What follows from the journal a moment later, outside: kept by a cursor. */
  reactions?: readonly Reaction[]
  /** What is kept beside the journal and may follow a moment later. */
  projections?: readonly Projection[]
  /** What is due at instants that stand in tables of its own. */
  dueClocks?: readonly DueClock[]
  /** C5, uninstall with CLEAN: what it keeps of the portal's people outside of tickets and connections is theirs no more. */
  forget?: (unit: UnitOfWork, memberId: string) => Promise<void>
}
