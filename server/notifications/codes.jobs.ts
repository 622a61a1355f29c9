import * as v from 'valibot'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { CodeDeliveryPort } from './codeDelivery.port.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readCodeFacts, type CodeFacts } from './codes.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

export type CodeNotificationDeps = NotificationDeps & {
  secrets: Secrets
  codeDelivered: CodeDeliveryPort['codeDelivered']
}

const sentCode = v.object({ codeId: v.string(), sealedCode: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeCode: v.InferOutput<typeof sentCode>
  }
}

/**
 * C2: a support code to the admins of the portal that it is for. The job has the code sealed, and only as long as it is on
 * its way. A code that was revoked, used or expired meanwhile is not sent any more.
 */
export function codeNotificationJobs(deps: CodeNotificationDeps): JobTasks<'noticeCode'> {
  const send = makeSender(deps)
  return {
    noticeCode: {
      payload: sentCode,
      async run({ codeId, sealedCode }) {
        const facts = await deps.transaction((unit) => readCodeFacts(unit, codeId))
        const notifications = facts === null ? [] : notificationsOf(codeId, facts, deps.secrets.open(sealedCode))
        let people = 0
        for (const notification of notifications) people += (await send(`code ${codeId}`, notification)) ? 1 : 0
        await deps.transaction((unit) => deps.codeDelivered(unit, codeId, people))
      },
    },
  }
}

/** Durable, in the transaction in which the code is sent. */
export function notifyCodeLater(addJob: AddJob) {
  return (unit: UnitOfWork, codeId: string, sealedCode: string): Promise<void> =>
    addJob(unit, 'noticeCode', { codeId, sealedCode }, { key: `code ${codeId}` })
}

function notificationsOf(codeId: string, facts: CodeFacts, code: string): Notification[] {
  const { codeSent, open } = notificationTexts[facts.language]
  const date = facts.expiresAt.toLocaleDateString(facts.language, { dateStyle: 'long', timeZone: 'Europe/Moscow' })
  const text = `${codeSent(escapeBb(facts.deskName), code, date)} [url=/marketplace/view/${facts.appId}/]${open}[/url]`
  const tag = `OPORA|CODE|${codeId}`
  return facts.admins.map((userId) => ({ memberId: facts.memberId, userId, text, tag }))
}
