import type { Account, RawEvent } from './channel.port.ts'
import type { Hook } from './hook.port.ts'
import { findAccount, type AccountRow } from './accounts.sql.ts'
import { openAccount } from './inbox.commands.ts'
import { sinkOf, type SinkDeps } from './receiving.commands.ts'
import type { Secrets } from '#server/platform/secrets.ts'

export type HookDeps = SinkDeps & { secrets: Pick<Secrets, 'open'>; hooks: Readonly<Record<string, Hook>> }
export type Called = { account: Account; row: AccountRow; hook: Hook }

/** Null: there is no such account, or none that is called. */
export async function findCalled({ db, secrets, hooks }: HookDeps, accountId: string): Promise<Called | null> {
  const row = await findAccount(db, accountId)
  const hook = row === null ? undefined : hooks[row.channel]
  return row === null || hook === undefined ? null : { row, hook, account: openAccount({ secrets }, row) }
}

/** Stored before the caller is told that it was taken. False: not now; the caller keeps it and comes again. */
export async function takeEvents(deps: HookDeps, { row }: Called, events: readonly RawEvent[]): Promise<boolean> {
  const sink = sinkOf(deps, row, () => {})
  if (row.isPaused || !(await sink.hasRoom())) return false
  await sink.store(events, null)
  return true
}
