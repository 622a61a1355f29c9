import type * as v from 'valibot'
import type { Language } from '#contract/common.ts'
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
        const { memberId, userId, deskId, appId, ticketId, number, subject, client, minutes, cause } = question
        const link = (language: Language) =>
          appLink(notificationTexts[language].open, { appId, at: { ticket: ticketId } })
        const text = (language: Language) =>
          `${timerTexts[language][cause](number, escapeBb(client), minutes)} ${link(language)}`
        const about = `timer ${intervalId} ${askedAt}`
        const ticket = { ticketId, number, subject, seq: null }
        const told = { about, event: 'timer.asked', as: 'agent', memberId, userId, deskId, text, ticket } as const
        await send([{ ...told, tag: `OPORA|TIMER|${intervalId}` }])
      },
    },
  }
}
