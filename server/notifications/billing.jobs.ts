import * as v from 'valibot'
import type { billingEvents } from '#contract/billing/events.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { billingTexts } from './billing.texts.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readBillingFacts, type BillingFacts } from './billing.sql.ts'

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
        for (const notification of notificationsOf(facts, textOf[type], { quanta, days })) await send(key, notification)
      },
    },
  }
}

function notificationsOf(
  facts: BillingFacts,
  text: BillingText,
  { quanta, days }: { quanta: number; days: number },
): Notification[] {
  const { memberId, domain, language, appId, deskName, deskLanguage } = facts
  const key = facts.isOwing && text !== 'ending' ? owing[text] : text
  const forClient = billingTexts[language].client[key](deskName, quanta, days)
  const forDesk = billingTexts[deskLanguage].desk[key](domain, quanta, days)
  const tag = `OPORA|BILLING|${memberId}`
  const toClient = { memberId, language, text: forClient, appId, ticketId: null, tag }
  const toDesk = {
    memberId: facts.deskMemberId,
    language: deskLanguage,
    text: forDesk,
    appId: facts.deskAppId,
    ticketId: null,
    tag,
  }
  // P8: of no admin it is known whether they still are one.
  const readers = facts.admins.length > 0 ? facts.admins : facts.contacts
  return [
    ...(facts.wants ? readers : []).map((userId) => ({ ...toClient, userId })),
    ...facts.leads.map((userId) => ({ ...toDesk, userId })),
  ]
}
