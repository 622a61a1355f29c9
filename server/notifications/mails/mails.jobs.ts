import * as v from 'valibot'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import { nothingKept } from '#server/platform/jobs/jobs.ts'
import type { DueClock } from '#server/platform/loop.ts'
import { dropOldAddresses } from './addresses.commands.ts'
import { writeThread, type MailDeps } from './composing.commands.ts'
import { nextLineDueAt, takeDueThreads } from './lines.sql.ts'
import { dropOldMails, nextMailDueAt, takeMails } from './mails.sql.ts'
import { sendBatch } from './sending.commands.ts'

const threads = v.object({
  threads: v.array(v.object({ memberId: v.string(), userId: v.number(), thread: v.string() })),
})
const batch = v.object({ mailIds: v.array(v.string()) })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    writeLetters: v.InferOutput<typeof threads>
    sendMails: v.InferOutput<typeof batch>
    dropOldMails: object
  }
}

export type MailTask = 'writeLetters' | 'sendMails' | 'dropOldMails'

export const mailCrontab = ['47 2 * * * dropOldMails ?fill=1d']

const threadsAtOnce = 100
/** Of all servers together: what a mail server takes from somebody whom it knows. */
const perSecond = 20
/** Longer than a batch takes whose every letter is waited for. */
const leaseMilliseconds = 180_000
const day = 86_400_000
const [keptDays, typedDays, portalDays] = [90, 2, 30]

/** D4: both run twice without harm: a line is taken out with its letter, and a letter is tried by one at a time. */
export function mailJobs(deps: Omit<MailDeps, 'mail'> & { mail: MailDeps['mail'] | null }): JobTasks<MailTask> {
  const { mail, transaction, log } = deps
  return {
    writeLetters: {
      payload: threads,
      async run({ threads: due }) {
        if (mail === null) return
        const failures: unknown[] = []
        for (const thread of due) {
          await writeThread({ ...deps, mail }, thread).catch((error: unknown) => failures.push(error))
        }
        if (failures.length > 0) throw failures[0]
      },
    },
    sendMails: {
      payload: batch,
      async run({ mailIds }) {
        if (mail !== null) await sendBatch({ transaction, log, mail }, mailIds)
      },
    },
    dropOldMails: {
      payload: nothingKept,
      run: () =>
        transaction(async (unit) => {
          const before = (days: number) => new Date(unit.at.getTime() - days * day)
          await dropOldMails(unit, before(keptDays))
          await dropOldAddresses(unit, { typed: before(typedDays), portal: before(portalDays) })
        }),
    },
  }
}

/** What was gathered long enough is written; what is written goes at its pace. */
export function mailClocks(addJob: AddJob): DueClock[] {
  return [
    {
      name: 'letters to write',
      async claim(unit) {
        const due = await takeDueThreads(unit, threadsAtOnce)
        if (due.length > 0) await addJob(unit, 'writeLetters', { threads: due })
        return due.length
      },
      nextDueAt: nextLineDueAt,
    },
    {
      name: 'letters to send',
      async claim(unit) {
        const mailIds = await takeMails(unit, { perSecond, lease: leaseMilliseconds })
        if (mailIds.length > 0) await addJob(unit, 'sendMails', { mailIds })
        return mailIds.length
      },
      nextDueAt: nextMailDueAt,
    },
  ]
}
