import * as v from 'valibot'
import type { connectionEvents } from '#contract/connections/events.ts'
import { deskReadersOf } from '#contract/notifications/table.types.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import { readSearchFacts } from './partnerSearch.sql.ts'
import { partnerSearchTexts } from './partnerSearch.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'

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
        const { deskMemberId: memberId, language, appId, assigneeId } = facts
        const kinds = deskReadersOf(type, 'bitrix24').map((kind) =>
          kind === 'assigneeOrStaff' ? 'assigneeOrShift' : kind,
        )
        const people = await deps.recipientsOf({ deskId, assigneeId }, kinds)
        const said = partnerSearchTexts[language]
        const name = escapeBb(partner)
        const texts: Record<typeof type, string> = {
          'partner.received': said.received(name),
          'partner.refused': said.refused(name, number),
          'partner.offered': said.offered(name, number),
        }
        const at = ticketId === '' ? { requests: handoverId } : { ticket: ticketId }
        const text = `${texts[type]} ${appLink(notificationTexts[language].open, { appId, at })}`
        const tag = `OPORA|PARTNER|${handoverId}`
        await send(people.map((userId) => ({ about: notice, event: type, memberId, userId, text, tag })))
      },
    },
  }
}
