import type { JobTasks } from '#server/platform/jobs.ts'
import { makeSender, type NoticeDeps } from './sender.ts'
import { readTimerQuestion } from './sqlTimer.ts'
import { timerWords } from './timerWords.ts'
import { words } from './words.ts'

/** Q11: besides the page, its agent is asked in Bitrix24, once a question; not any more when it was answered meanwhile. */
export function timerNoticeJobs(deps: NoticeDeps): JobTasks {
  const send = makeSender(deps)
  return {
    async noticeTimer(payload) {
      const [intervalId, askedAt] = [String(payload['intervalId']), String(payload['askedAt'])]
      const question = await readTimerQuestion(deps.db, intervalId, askedAt)
      if (question === null) return
      const { memberId, userId, language, appId, ticketId, number, domain, minutes, cause } = question
      const said = timerWords[language][cause](number, domain, minutes)
      const link = `[url=/marketplace/view/${appId}/?params%5Bticket%5D=${ticketId}]${words[language].open}[/url]`
      const letter = { memberId, userId, text: `${said} ${link}`, tag: `OPORA|TIMER|${intervalId}` }
      await send(`timer ${intervalId} ${askedAt}`, letter)
    },
  }
}
