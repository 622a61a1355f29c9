import * as v from 'valibot'
import type { billingEvents } from '#contract/billing/events.ts'
import { quantaInWords } from '#contract/billing/texts.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { billingTexts } from './billing.texts.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readBillingFacts, type BillingFacts } from './billing.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

const owing = { low: 'lowOwing', interrupted: 'interruptedOwing', resumed: 'resumedOwing' } as const
type BillingText = keyof typeof owing | 'ending'

/** Of what both sides read in Bitrix24. */
export const billingNotifications = [
  'quanta.low',
  'package.ending',
  'service.interrupted',
  'service.resumed',
] as const satisfies readonly (keyof typeof billingEvents)[]

const textOf: Record<(typeof billingNotifications)[number], BillingText> = {
  'quanta.low': 'low',
  'package.ending': 'ending',
  'service.interrupted': 'interrupted',
  'service.resumed': 'resumed',
}

const notice = v.object({
  type: v.picklist(billingNotifications),
  deskId: v.string(),
  memberId: v.string(),
  notice: v.string(),
  quanta: v.optional(v.number()),
  days: v.optional(v.number()),
})

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeBilling: v.InferOutput<typeof notice>
  }
}

/** Q7: warnings to both sides, once a crossing; service that stops, and resumes. */
export function billingNotificationJobs(deps: NotificationDeps): JobTasks<'noticeBilling'> {
  const send = makeSender(deps)
  return {
    noticeBilling: {
      payload: notice,
      async run({ type, deskId, memberId, notice: key, quanta = 0, days = 0 }) {
        const facts = await readBillingFacts(deps.db, { deskId, memberId }, adminsLookedAtSince(now()))
        if (facts === null) return
        const { quantumMinutes } = (await regulationAt(deps.db, deskId, now())).regulation.work
        const said = { quanta, days, quantumMinutes }
        for (const notification of notificationsOf(facts, textOf[type], said)) await send(key, notification)
      },
    },
  }
}

function notificationsOf(
  facts: BillingFacts,
  text: BillingText,
  { quanta, days, quantumMinutes }: { quanta: number; days: number; quantumMinutes: number },
): Notification[] {
  const { memberId, domain, language, appId, deskName, deskMemberId, deskLanguage, deskAppId } = facts
  const key = facts.isOwing && text !== 'ending' ? owing[text] : text
  const forClient = billingTexts[language].client[key](
    escapeBb(deskName),
    quantaInWords(quanta, quantumMinutes, language),
    days,
  )
  const forDesk = billingTexts[deskLanguage].desk[key](
    domain,
    quantaInWords(quanta, quantumMinutes, deskLanguage),
    days,
  )
  const tag = `OPORA|BILLING|${memberId}`
  // P8: of no admin it is known whether they still are one.
  const readers = facts.admins.length > 0 ? facts.admins : facts.contacts
  return [
    ...(facts.wants ? readers : []).map((userId) => {
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
