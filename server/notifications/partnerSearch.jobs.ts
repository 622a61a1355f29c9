import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { connectionEvents } from '#contract/connections/events.ts'
import { deskReadersOf } from '#contract/notifications/table.types.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import { readSearchFacts } from './partnerSearch.sql.ts'
import { partnerSearchTexts } from './partnerSearch.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders, recipientKindsOf } from './recipients.queries.ts'

/** E11: of what desks are told about somebody's search for a partner. */
export const searchNotifications = [
  'partner.received',
  'partner.refused',
  'partner.offered',
] as const satisfies readonly (keyof typeof connectionEvents)[]

const ofSearch = v.object({
  type: v.picklist(searchNotifications),
  deskId: v.string(),
  handoverId: v.string(),
  partner: v.string(),
  /** Of the standard desk's; the partner reads no ticket. */
  ticketId: v.optional(v.string(), ''),
  number: v.optional(v.string(), ''),
  notice: v.string(),
})

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticePartnerSearch: v.InferInput<typeof ofSearch>
  }
}

export function searchNotificationJobs(deps: NotificationDeps & RecipientsPort): JobTasks<'noticePartnerSearch'> {
  const send = makeSender(deps)
  return {
    noticePartnerSearch: {
      payload: ofSearch,
      async run(kept) {
        const { type, deskId, handoverId, partner, ticketId, number, notice } = v.parse(ofSearch, kept)
        const facts = await readSearchFacts(deps.db, { deskId, ticketId })
        if (facts === null) return
        const { deskMemberId: memberId, appId, assigneeId } = facts
        const people = await deskReaders(deps, { deskId, assigneeId }, recipientKindsOf(deskReadersOf(type)))
        const name = escapeBb(partner)
        const at = ticketId === '' ? { requests: handoverId } : { ticket: ticketId }
        const text = (language: Language) =>
          `${saidOf(type, language, { name, number })} ${appLink(notificationTexts[language].open, { appId, at })}`
        const tag = `OPORA|PARTNER|${handoverId}`
        const told = { about: notice, event: type, memberId, deskId, text, tag }
        await send(people.map((reader) => ({ ...told, ...reader })))
      },
    },
  }
}

function saidOf(
  type: (typeof searchNotifications)[number],
  language: Language,
  { name, number }: { name: string; number: string },
): string {
  const { received, refused, offered } = partnerSearchTexts[language]
  switch (type) {
    case 'partner.received':
      return received(name)
    case 'partner.refused':
      return refused(name, number)
    case 'partner.offered':
      return offered(name, number)
  }
}
