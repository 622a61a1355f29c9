import type * as v from 'valibot'
import { billingEvents } from '#contract/billing/events.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { readTimerQuestion } from './timers.sql.ts'
import { timerTexts } from './timers.texts.ts'

const asked = billingEvents['timer.asked'].payload

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeTimer: v.InferOutput<typeof asked>
  }
}

/** Q11: besides the page, its agent is asked in Bitrix24, once a question; not any more when it was answered meanwhile. */
export function timerNotificationJobs(deps: NotificationDeps): JobTasks<'noticeTimer'> {
  const send = makeSender(deps)
  return {
    noticeTimer: {
      payload: asked,
      async run({ intervalId, askedAt }) {
        const question = await readTimerQuestion(deps.db, intervalId, askedAt)
        if (question === null) return
        const { memberId, userId, language, appId, ticketId, number, domain, minutes, cause } = question
        const text = timerTexts[language][cause](number, domain, minutes)
        const tag = `OPORA|TIMER|${intervalId}`
        await send(`timer ${intervalId} ${askedAt}`, { memberId, userId, language, text, appId, ticketId, tag })
      },
    },
  }
}
