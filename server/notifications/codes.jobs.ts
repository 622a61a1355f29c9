import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readCodeFacts, type CodeFacts } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

export type CodeNotificationDeps = NotificationDeps & {
  secrets: Secrets
  /** What became of it, for the desk's owner. */
  codeDelivered(unit: UnitOfWork, codeId: string, people: number): Promise<void>
}

/**
 * C2: a support code to the admins of the portal that it is for. The job has the code sealed, and only as long as it is on
 * its way. A code that was revoked, used or expired meanwhile is not sent any more.
 */
export function codeNotificationJobs(deps: CodeNotificationDeps): JobTasks {
  const send = makeSender(deps)
  return {
    async noticeCode(payload) {
      const codeId = String(payload['codeId'])
      const notice = await deps.transaction((unit) => readCodeFacts(unit, codeId))
      const letters =
        notice === null ? [] : codeLetters(codeId, notice, deps.secrets.open(String(payload['sealedCode'])))
      let people = 0
      for (const letter of letters) people += (await send(`code ${codeId}`, letter)) ? 1 : 0
      await deps.transaction((unit) => deps.codeDelivered(unit, codeId, people))
    },
  }
}

function codeLetters(codeId: string, notice: CodeFacts, code: string): Notification[] {
  const { codeSent, open } = notificationTexts[notice.language]
  const date = notice.expiresAt.toLocaleDateString(notice.language, { dateStyle: 'long', timeZone: 'Europe/Moscow' })
  const text = `${codeSent(escapeBb(notice.deskName), code, date)} [url=/marketplace/view/${notice.appId}/]${open}[/url]`
  const tag = `OPORA|CODE|${codeId}`
  return notice.admins.map((userId) => ({ memberId: notice.memberId, userId, text, tag }))
}
