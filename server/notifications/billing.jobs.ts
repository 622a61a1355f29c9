import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { billingEvents } from '#contract/billing/events.ts'
import { deskReadersOf } from '#contract/notifications/table.types.ts'
import { planTitle } from '#server/billing/domain/planTitle.ts'
import { eventPlans } from '#server/billing/orders/eventPlans.queries.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { readBillingFacts, type BillingFacts } from './billing.sql.ts'
import { billingSaying, type BillingNotice, type Knowledge } from './billing.present.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { toldOf } from './domain/recipients.ts'
import { notificationTexts } from './notifications.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders, recipientKindsOf, type DeskReader } from './recipients.queries.ts'

/** Of what is read in Bitrix24 about orders, payments, packages and disputes. */
export const billingNotifications = [
  'order.placed',
  'order.lapsed',
  'order.cancelled',
  'invoice.sent',
  'payment.recorded',
  'payment.takenBack',
  'quanta.low',
  'package.ending',
  'package.ended',
  'service.interrupted',
  'service.resumed',
  'dispute.opened',
  'dispute.answered',
] as const satisfies readonly (keyof typeof billingEvents)[]

const fact = v.optional(v.string(), '')

const notice = v.object({
  type: v.picklist(billingNotifications),
  deskId: v.string(),
  memberId: v.string(),
  notice: v.string(),
  /** Whoever did it knows it. */
  by: v.optional(v.nullable(v.object({ memberId: v.string(), userId: v.number() })), null),
  quanta: v.optional(v.number(), 0),
  /** As long as it was when it happened (E9); not known of what an earlier release has kept. */
  quantumMinutes: v.optional(v.number(), 0),
  days: v.optional(v.number(), 0),
  plan: fact,
  amount: fact,
  document: fact,
  note: fact,
  number: fact,
  lapsesAt: fact,
  orderId: fact,
  intervalId: fact,
  missing: fact,
  pays: v.optional(v.picklist(['part', 'order', 'first', 'beyond']), 'part'),
})

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    /** What an event does not have is left out. */
    noticeBilling: v.InferInput<typeof notice>
  }
}

/** Q4, Q7, Q10: what happens to an account, to both sides, once each. */
export function billingNotificationJobs(
  deps: NotificationDeps & RecipientsPort & TermsPort,
): JobTasks<'noticeBilling'> {
  const send = makeSender(deps)
  return {
    noticeBilling: {
      payload: notice,
      async run(kept) {
        const [at, asked] = [now(), v.parse(notice, kept)]
        const facts = await readBillingFacts(deps.db, asked, adminsLookedAtSince(at))
        if (facts === null) return
        const kinds = recipientKindsOf(deskReadersOf(asked.type))
        const staff = await deskReaders(deps, { deskId: asked.deskId, assigneeId: null }, kinds)
        const timeZone = await findDeskTimeZone(deps.db, asked.deskId, at)
        const plans = await eventPlans({ tx: deps.db, at }, deps, asked)
        const knowledge = { timeZone, titleOf: planTitle(asked.plan, plans) }
        const wanted = [...forClient(asked, facts, knowledge), ...forDesk(asked, facts, { ...knowledge, staff })]
        await send(wanted.filter(({ memberId, userId }) => !isBy(asked, memberId, userId)))
      },
    },
  }
}

type Asked = BillingNotice & Pick<v.InferOutput<typeof notice>, 'notice' | 'by' | 'deskId'>

/** What is said, to whom of the client; nothing where its admin has switched it off. */
function forClient(asked: Asked, facts: BillingFacts, knowledge: Knowledge): Notification[] {
  const { appId, memberId, deskName } = facts
  const saying = (language: Language) =>
    billingSaying(asked, { ...knowledge, ...facts, side: 'client', language, who: deskName })
  if (saying('ru') === null || !facts.wants) return []
  const at = { account: facts.deskId, ...(asked.orderId === '' ? {} : { part: 'orders' }) }
  const text = (language: Language) => `${saying(language)} ${appLink(notificationTexts[language].open, { appId, at })}`
  return toldOf(asked.type, facts.clientReaders).map((reader) => notificationOf(asked, { memberId, ...reader }, text))
}

function forDesk(
  asked: Asked,
  facts: BillingFacts,
  { staff, ...knowledge }: Knowledge & { staff: readonly DeskReader[] },
): Notification[] {
  const { deskAppId: appId, deskMemberId: memberId, client } = facts
  const saying = (language: Language) =>
    billingSaying(asked, { ...knowledge, ...facts, side: 'desk', language, who: client })
  if (saying('ru') === null) return []
  const at = { account: facts.memberId }
  const text = (language: Language) => `${saying(language)} ${appLink(notificationTexts[language].open, { appId, at })}`
  return staff.map((reader) => notificationOf(asked, { memberId, ...reader }, text))
}

function notificationOf(
  asked: Asked,
  to: Pick<Notification, 'memberId' | 'userId' | 'as'>,
  text: Notification['text'],
): Notification {
  const tag = `OPORA|BILLING|${thingOf(asked)}`
  return { about: asked.notice, event: asked.type, deskId: asked.deskId, ...to, text, tag }
}

/** In the portal a later notification about the same thing replaces the one before. */
function thingOf({ orderId, intervalId, memberId }: Asked): string {
  return [orderId, intervalId].find((id) => id !== '') ?? memberId
}

function isBy({ by }: Asked, memberId: string, userId: number): boolean {
  return by !== null && by.memberId === memberId && by.userId === userId
}
