import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { billingTexts } from './billing.texts.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readBillingFacts, type BillingFacts } from './billing.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

const owing = { low: 'lowOwing', interrupted: 'interruptedOwing', resumed: 'resumedOwing' } as const

const textOf: Record<string, keyof typeof owing | 'ending'> = {
  'quanta.low': 'low',
  'package.ending': 'ending',
  'service.interrupted': 'interrupted',
  'service.resumed': 'resumed',
}

export function isBillingNotification(type: string): boolean {
  return Object.hasOwn(textOf, type)
}

/** Q7: warnings to both sides, once a crossing; service that stops, and resumes. */
export function billingNotificationJobs(deps: NotificationDeps): JobTasks {
  const send = makeSender(deps)
  return {
    async noticeBilling(payload) {
      const text = textOf[String(payload['type'])]
      const facts = await readBillingFacts(deps.db, String(payload['deskId']), String(payload['memberId']))
      if (text === undefined || facts === null) return
      const amounts = { quanta: Number(payload['quanta'] ?? 0), days: Number(payload['days'] ?? 0) }
      for (const notification of notificationsOf(facts, text, amounts)) {
        await send(String(payload['notice']), notification)
      }
    },
  }
}

function notificationsOf(
  facts: BillingFacts,
  text: (typeof textOf)[string],
  { quanta, days }: { quanta: number; days: number },
): Notification[] {
  const { memberId, domain, language, appId, deskName, deskMemberId, deskLanguage, deskAppId } = facts
  const key = facts.isOwing && text !== 'ending' ? owing[text] : text
  const forClient = billingTexts[language].client[key](escapeBb(deskName), quanta, days)
  const forDesk = billingTexts[deskLanguage].desk[key](domain, quanta, days)
  const tag = `OPORA|BILLING|${memberId}`
  return [
    ...(facts.wants ? facts.admins : []).map((userId) => {
      return { memberId, userId, text: `${forClient} ${link(appId, notificationTexts[language].open)}`, tag }
    }),
    ...facts.leads.map((userId) => {
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
