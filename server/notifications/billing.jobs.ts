import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { billingTexts } from './billing.texts.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readBillingFacts, type BillingFacts } from './billing.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

const owing = { low: 'lowOwing', interrupted: 'interruptedOwing', resumed: 'resumedOwing' } as const

const saidOf: Record<string, keyof typeof owing | 'ending'> = {
  'quanta.low': 'low',
  'package.ending': 'ending',
  'service.interrupted': 'interrupted',
  'service.resumed': 'resumed',
}

export function isBillingNotification(type: string): boolean {
  return Object.hasOwn(saidOf, type)
}

/** Q7: warnings to both sides, once a crossing; service that stops, and goes on. */
export function billingNotificationJobs(deps: NotificationDeps): JobTasks {
  const send = makeSender(deps)
  return {
    async noticeBilling(payload) {
      const said = saidOf[String(payload['type'])]
      const notice = await readBillingFacts(deps.db, String(payload['deskId']), String(payload['memberId']))
      if (said === undefined || notice === null) return
      const [quanta, days] = [Number(payload['quanta'] ?? 0), Number(payload['days'] ?? 0)]
      for (const letter of lettersOf(notice, said, quanta, days)) await send(String(payload['notice']), letter)
    },
  }
}

function lettersOf(notice: BillingFacts, said: (typeof saidOf)[string], quanta: number, days: number): Notification[] {
  const { memberId, domain, language, appId, deskName, deskMemberId, deskLanguage, deskAppId } = notice
  const how = notice.isOwing && said !== 'ending' ? owing[said] : said
  const forClient = billingTexts[language].client[how](escapeBb(deskName), quanta, days)
  const forDesk = billingTexts[deskLanguage].desk[how](domain, quanta, days)
  const tag = `OPORA|BILLING|${memberId}`
  return [
    ...(notice.wants ? notice.admins : []).map((userId) => {
      return { memberId, userId, text: `${forClient} ${link(appId, notificationTexts[language].open)}`, tag }
    }),
    ...notice.leads.map((userId) => {
      return {
        memberId: deskMemberId,
        userId,
        text: `${forDesk} ${link(deskAppId, notificationTexts[deskLanguage].open)}`,
        tag,
      }
    }),
  ]
}

function link(appId: string, open: string): string {
  return `[url=/marketplace/view/${appId}/]${open}[/url]`
}
