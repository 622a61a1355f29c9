import * as v from 'valibot'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { nothingKept, type AddJob, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { DueClock } from '#server/platform/loop.ts'
import { readLater, workConversation, type InboxDeps } from './inbox.commands.ts'
import { claimDue, dropOldEvents, nextReadingAt } from './inbox.sql.ts'
import { sendOne, type OutboxDeps } from './outbox.commands.ts'
import { dropOldOutgoing, nextSendingAt, takeOutgoing } from './outbox.sql.ts'

const conversation = v.object({ accountId: v.string(), conversation: v.string() })
const outgoing = v.object({ outboxIds: v.array(v.string()) })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    readChannelEvents: v.InferOutput<typeof conversation>
    sendChannelMessages: v.InferOutput<typeof outgoing>
    dropOldChannelEvents: object
  }
}

export type ChannelTask = 'readChannelEvents' | 'sendChannelMessages' | 'dropOldChannelEvents'

export const channelCrontab = ['23 3 * * * dropOldChannelEvents ?fill=1d']

/** Of one account and one address; a mail server takes so much from somebody whom it knows. */
const pace = { perSecond: 10, perMinuteOfAddress: 20, lease: 180_000 }
const atOnce = 4
const claimedAtOnce = 100
const readingLeaseMilliseconds = 60_000
const day = 86_400_000
const [inboxDays, outboxDays] = [30, 90]
/** Of one desk, as it came. */
const mostKeptBytes = 2 * 1024 * 1024 * 1024

/** All run twice without harm: an event ends once, and what is sent is tried by one at a time. */
export function channelJobs(deps: InboxDeps & OutboxDeps & { transaction: Transaction }): JobTasks<ChannelTask> {
  return {
    readChannelEvents: { payload: conversation, run: (one) => workConversation(deps, one) },
    sendChannelMessages: { payload: outgoing, run: ({ outboxIds }) => sendAll(deps, outboxIds) },
    dropOldChannelEvents: {
      payload: nothingKept,
      run: () =>
        deps.transaction(async (unit) => {
          const before = (days: number) => new Date(unit.at.getTime() - days * day)
          await dropOldEvents(unit, { before: before(inboxDays), mostBytes: mostKeptBytes })
          await dropOldOutgoing(unit, before(outboxDays))
        }),
    },
  }
}

async function sendAll(deps: OutboxDeps, outboxIds: readonly string[]): Promise<void> {
  const waiting = [...outboxIds]
  const failures: unknown[] = []
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await sendOne(deps, next).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (failures.length > 0) throw failures[0]
}

/** What failed is looked at again; what is to be sent goes at its pace. */
export function channelClocks(addJob: AddJob): DueClock[] {
  return [
    {
      name: 'channel inbox',
      async claim(unit) {
        const due = await claimDue(unit, readingLeaseMilliseconds, claimedAtOnce)
        for (const one of due) await readLater(unit, addJob, one)
        return due.length
      },
      nextDueAt: nextReadingAt,
    },
    {
      name: 'channel outbox',
      async claim(unit) {
        const outboxIds = await takeOutgoing(unit, pace)
        if (outboxIds.length > 0) await addJob(unit, 'sendChannelMessages', { outboxIds })
        return outboxIds.length
      },
      nextDueAt: (db) => nextSendingAt(db, pace),
    },
  ]
}
