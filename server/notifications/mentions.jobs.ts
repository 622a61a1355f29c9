import type * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { ticketEvents } from '#contract/tickets/events.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { readMention } from './mentions.sql.ts'
import { mentionTexts } from './mentions.texts.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

const mentioned = ticketEvents['ticket.mentioned'].payload

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeMention: v.InferOutput<typeof mentioned>
  }
}

/**
 * T8: a colleague is told in the desk's portal that a note names them, once a note, whatever is changed in it later; not where they have read it
 * by then, do not belong to the desk any more, or the note is gone. Of the note itself nothing is said.
 */
export function mentionNotificationJobs(deps: NotificationDeps): JobTasks<'noticeMention'> {
  const send = makeSender(deps)
  return {
    noticeMention: {
      payload: mentioned,
      async run({ ticketId, messageId, userIds }) {
        const mention = await readMention(deps.db, { ticketId, messageId, userIds })
        if (mention === null) return
        const { memberId, deskId, appId, number, client, author } = mention
        const text = (language: Language) => {
          const link = appLink(notificationTexts[language].open, {
            appId,
            at: { ticket: ticketId, message: messageId },
          })
          return `${mentionTexts[language](escapeBb(author), number, escapeBb(client))} ${link}`
        }
        const about = `mention ${ticketId} ${messageId}`
        const tag = `OPORA|MENTION|${messageId}`
        const notice = { about, event: 'ticket.mentioned', as: 'shift', memberId, deskId, text, tag } as const
        await send(mention.userIds.map((userId) => ({ ...notice, userId })))
      },
    },
  }
}
