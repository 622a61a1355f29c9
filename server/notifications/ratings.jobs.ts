import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { deskReadersOf } from '#contract/notifications/table.types.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { lowRatingOf } from '#server/tickets/ticketRating.queries.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { readTicketFacts } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import { ratingTexts } from './ratings.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders } from './recipients.queries.ts'

const ofRating = v.object({ ticketId: v.string(), deskId: v.string(), endingSeq: v.number(), notice: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeRating: v.InferInput<typeof ofRating>
  }
}

/** A slip of the finger is put right, and a comment begun, within this time; the whole of it stands in the ticket. */
export const ratingSettleMilliseconds = 60_000
const lettersShown = 300

/** T11: who leads the desk is told of a low rating once, with what was said until then; of one that is better by now, nothing. */
export function ratingNotificationJobs(deps: NotificationDeps & RecipientsPort): JobTasks<'noticeRating'> {
  const send = makeSender(deps)
  return {
    noticeRating: {
      payload: ofRating,
      async run(kept) {
        const { ticketId, deskId, endingSeq, notice } = v.parse(ofRating, kept)
        const rating = await lowRatingOf(deps.db, { ticketId, endingSeq })
        const facts = await readTicketFacts(deps.db, ticketId, adminsLookedAtSince(now()))
        if (rating === null || facts === null) return
        const { deskMemberId: memberId, deskAppId: appId, number, subject } = facts
        const client = escapeBb(facts.clientName ?? facts.portalName)
        const text = (language: Language) => {
          const { low, said } = ratingTexts[language]
          const comment = rating.comment === '' ? '' : ` ${said(escapeBb(shortened(rating.comment)))}`
          const link = appLink(notificationTexts[language].open, { appId, at: { ticket: ticketId } })
          return `${low({ client, number, score: rating.score })}${comment} ${link}`
        }
        const people = await deskReaders(deps, { deskId, assigneeId: null }, leadsOf('rating.low'))
        const ticket = { ticketId, number, subject, seq: null }
        const tag = `OPORA|RATING|${ticketId}`
        const told = { about: notice, event: 'rating.low', memberId, deskId, text, tag, ticket } as const
        await send(people.map((reader) => ({ ...told, ...reader })))
      },
    },
  }
}

function leadsOf(event: 'rating.low'): ('lead' | 'owner')[] {
  return deskReadersOf(event).filter((kind) => kind === 'lead' || kind === 'owner')
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > lettersShown ? `${line.slice(0, lettersShown).toWellFormed()}…` : line
}
