import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { Log } from '#server/platform/log.ts'
import type { Loop } from '#server/platform/loop.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { accountBroke, type AccountDeps } from './accounts.commands.ts'
import { findAccount, listReceiving, saveReason, type AccountRow } from './accounts.sql.ts'
import { ReceiveFailure, type Channel, type Sink } from './channel.port.ts'
import { nextConnecting } from './domain/backOff.ts'
import { readLater } from './inbox.commands.ts'
import { countWaitingIn, insertEvents, saveCursor, saveLooked } from './inbox.sql.ts'
import { makeHolding } from './holding.sql.ts'

export type ReceivingDeps = AccountDeps & {
  databaseUrl: string
  db: Db
  transaction: Transaction
  log: Log
  secrets: Pick<Secrets, 'open'>
  channels: ReadonlyMap<string, Channel>
  addJob: AddJob
}

/** What storing of what has come needs. */
export type SinkDeps = Pick<ReceivingDeps, 'db' | 'transaction' | 'addJob' | 'log'>
export type Receiving = { loop: Loop; stop(): Promise<void> }

type Receiver = { revision: number; abort: AbortController; ended: Promise<void> }

/** So much of an account may wait to be worked on; the rest stays at the vendor for now. */
const mostWaiting = 2000
/** The first failures of a connection are nothing that an owner has to read. */
const silentFailures = 3

/**
 * I1, P5: receives for the accounts that this process holds; each is held by one. What is new, was changed, paused or removed is noticed
 * each second; a process that is gone leaves its accounts to the others.
 */
export function makeReceiving(deps: ReceivingDeps): Receiving {
  const running = new Map<string, Receiver>()
  let isStopping = false
  const holding = makeHolding(deps.databaseUrl, () => {
    for (const { abort } of running.values()) abort.abort()
  })

  function start(accountId: string, revision: number): void {
    const abort = new AbortController()
    const ended = hold(accountId, abort.signal)
    running.set(accountId, { revision, abort, ended })
  }

  async function hold(accountId: string, signal: AbortSignal): Promise<void> {
    try {
      await keepReceiving(deps, accountId, signal)
    } catch (error) {
      deps.log.error({ err: error, accountId }, 'an account is not received for any more, and will be looked at again')
    } finally {
      running.delete(accountId)
      await holding.give(accountId).catch(() => {})
    }
  }

  async function look(): Promise<void> {
    const wanted = new Map((await listReceiving(deps.db)).map((one) => [one.accountId, one.revision]))
    for (const [accountId, { revision, abort }] of running) {
      if (wanted.get(accountId) !== revision) abort.abort()
    }
    const free = [...wanted.keys()].filter((accountId) => !running.has(accountId))
    for (const accountId of await holding.take(free)) start(accountId, wanted.get(accountId) ?? 0)
  }

  return {
    loop: {
      name: 'channel accounts',
      async turn() {
        if (!isStopping) await look()
        return 'idle'
      },
    },
    async stop() {
      isStopping = true
      const all = [...running.values()]
      for (const { abort } of all) abort.abort()
      await Promise.all(all.map(({ ended }) => ended))
      await holding.close().catch(() => {})
    },
  }
}

/** One connection after the other, until it is held no more or is refused. */
async function keepReceiving(deps: ReceivingDeps, accountId: string, signal: AbortSignal): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    const row = await findAccount(deps.db, accountId)
    if (row === null || row.state === 'broken' || row.isPaused) return
    const failure = await receiveOnce(deps, row, { signal, worked: () => (failures = 0) })
    if (failure === null) return
    failures += 1
    if (failure.failure.is === 'accountBroken') return broke(deps, accountId, failure)
    deps.log.warn({ err: failure, accountId, failures }, 'an account could not be received for and will be tried again')
    if (failures >= silentFailures) await noteReason(deps, row, failure)
    await pause(nextConnecting(failures), undefined, { signal }).catch(() => undefined)
  }
}

type Hearing = { signal: AbortSignal; worked: () => void }

/** Null: it was stopped. */
async function receiveOnce(
  deps: ReceivingDeps,
  row: AccountRow,
  { signal, worked }: Hearing,
): Promise<ReceiveFailure | null> {
  const channel = deps.channels.get(row.channel)
  if (channel === undefined) return null
  try {
    const account = { ...row, secret: deps.secrets.open(row.sealedSecret) }
    await channel.receive(account, sinkOf(deps, row, worked), signal)
    return null
  } catch (error) {
    if (signal.aborted) return null
    if (error instanceof ReceiveFailure) return error
    return new ReceiveFailure({ is: 'retry', reason: 'other' }, { cause: error })
  }
}

/** Events, the cursor behind them and the jobs that work on them are one transaction. */
export function sinkOf(
  { db, transaction, addJob }: SinkDeps,
  { accountId, deskId }: Pick<AccountRow, 'accountId' | 'deskId'>,
  worked: () => void,
): Sink {
  return {
    store: (events, cursor) =>
      transaction(async (unit) => {
        const fresh = await insertEvents(unit, { accountId, deskId }, events)
        await saveCursor(unit, accountId, { cursor, hasNews: fresh.length > 0 })
        for (const conversation of fresh) await readLater(unit, addJob, conversation)
        if (fresh.length > 0) unit.wakes.push({ what: 'channels', deskId, memberId: null })
      }),
    async looked() {
      worked()
      await transaction((unit) => saveLooked(unit, accountId))
    },
    hasRoom: async () => (await countWaitingIn(db, accountId, mostWaiting)) < mostWaiting,
  }
}

function broke(deps: ReceivingDeps, accountId: string, { failure }: ReceiveFailure): Promise<void> {
  return deps.transaction((unit) => accountBroke(unit, deps, accountId, failure.reason))
}

function noteReason(
  { transaction }: ReceivingDeps,
  { accountId, deskId }: AccountRow,
  { failure }: ReceiveFailure,
): Promise<void> {
  return transaction(async (unit) => {
    await saveReason(unit, accountId, failure.reason)
    unit.wakes.push({ what: 'channels', deskId, memberId: null })
  })
}
