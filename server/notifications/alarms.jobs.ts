import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NoticeDeps } from './delivery.commands.ts'
import { readAlarmNotice } from './notifications.sql.ts'
import { whoIsTold, type WhoIsTold } from '#server/desks/recipients.queries.ts'
import { alarmWords } from './alarms.texts.ts'
import { words } from './notifications.texts.ts'

export type AlarmNoticeDeps = NoticeDeps & {
  /** The people behind `assigneeOrShift`, `lead` and so on, as they are when the notification is sent. */
  peopleToTell(desk: { deskId: string; assigneeId: number | null }, who: WhoIsTold[]): Promise<number[]>
}

/** S6: a clock that runs out, to whom the regulation names. An alarm rings once, so its key is the notification's. */
export function alarmNoticeJobs(deps: AlarmNoticeDeps): JobTasks {
  const send = makeSender(deps)
  return {
    async noticeAlarm(payload) {
      const ticketId = String(payload['ticketId'])
      const who = whoIsTold.filter((one) => Array.isArray(payload['who']) && payload['who'].includes(one))
      const notice = await readAlarmNotice(deps.db, ticketId)
      if (notice === null) return
      const { number, domain, language, memberId, appId } = notice
      const said = alarmWords[language](String(payload['clock']), Number(payload['percent']), number, domain)
      const link = `[url=/marketplace/view/${appId}/?params%5Bticket%5D=${ticketId}]${words[language].open}[/url]`
      for (const userId of await deps.peopleToTell(notice, who)) {
        await send(String(payload['notice']), {
          memberId,
          userId,
          text: `${said} ${link}`,
          tag: `OPORA|SLA|${ticketId}`,
        })
      }
    },
  }
}
