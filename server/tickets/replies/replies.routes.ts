import type { QuickReplies, ReplyHours } from '#contract/tickets/replies.types.ts'
import { whereComputable } from '#server/calendar/calendar.ts'
import { localDayOf } from '#server/calendar/localDay.ts'
import { MINUTE } from '#server/calendar/seconds.ts'
import { planDays, spansOf } from '#server/calendar/spans.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { peopleCalendar, type Regulation } from '#server/regulations/domain/document.ts'
import { deleteReply, saveReply } from './replies.commands.ts'
import { listReplies } from './replies.sql.ts'

export type ReplyRoutes = 'readReplies' | 'readReplyHours' | 'saveReply' | 'deleteReply'
type ReplyRoutesDeps = {
  db: Db
  /** By which the desk itself goes now. */
  regulationOf: (deskId: string, at: Date) => Promise<Regulation>
}

/** T8: quick replies of the desk and of each of its people; nobody else learns that there are any. */
export function replyRoutes({ db, regulationOf }: ReplyRoutesDeps): Handlers<ReplyRoutes> {
  const view = async ({ desk: { deskId, role }, userId }: StaffActor): Promise<QuickReplies> => ({
    replies: await listReplies(db, { deskId, userId }),
    canEditDesk: role !== 'agent',
  })
  return {
    readReplies: (_input, { actor }) => view(actor),
    readReplyHours: async (_input, { actor, at }) => ({
      hours: hoursOf(await regulationOf(actor.desk.deskId, at), at),
    }),
    async saveReply(input, { actor, transaction }) {
      await transaction((unit) => saveReply(unit, actor, input))
      return view(actor)
    },
    async deleteReply(input, { actor, transaction }) {
      await transaction((unit) => deleteReply(unit, actor, input))
      return view(actor)
    },
  }
}

/** When people answer today, as the desk's own page says it; no spans on a day off. */
function hoursOf(regulation: Regulation, at: Date): ReplyHours['hours'] {
  return whereComputable(() => {
    const calendar = peopleCalendar(regulation, 'professional')
    if (calendar === null) return null
    const spans = spansOf(planDays(calendar), localDayOf(calendar.timeZone, at))
    return {
      timeZone: calendar.timeZone,
      spans: spans.map(({ start, end }) => ({ from: wallClock(start), until: wallClock(end) })),
    }
  })
}

function wallClock(milliseconds: number): string {
  const minutesInAll = Math.floor(milliseconds / MINUTE)
  const [hours, minutes] = [Math.floor(minutesInAll / 60), minutesInAll % 60]
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
