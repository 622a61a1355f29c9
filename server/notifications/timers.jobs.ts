import type * as v from 'valibot'
import { billingEvents } from '#contract/billing/events.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { readTimerQuestion } from './timers.sql.ts'
import { timerTexts } from './timers.texts.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

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
        const { memberId, userId, language, appId, ticketId, number, client, minutes, cause } = question
        const link = appLink(notificationTexts[language].open, { appId, at: { ticket: ticketId } })
        const text = `${timerTexts[language][cause](number, escapeBb(client), minutes)} ${link}`
        const about = `timer ${intervalId} ${askedAt}`
        await send([{ about, event: 'timer.asked', memberId, userId, text, tag: `OPORA|TIMER|${intervalId}` }])
      },
    },
  }
}
