import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { JournalEntry } from '#server/platform/journal/journal.ts'
import type { Reaction } from '#server/platform/journal/reactions.ts'
import type { DueClock } from '#server/platform/loop.ts'
import { isBillingNotification } from './billing.jobs.ts'
import { nextDueAt, saveDue, takeDue } from './notifications.sql.ts'

/** Whoever reads within this time needs no notification; several messages make one. */
const settleMilliseconds = 20_000
const ticketsAtOnce = 500

/** D4: which event notifies whom. One job a ticket, whatever is written meanwhile. */
export function notificationReaction(addJob: AddJob): Reaction {
  return {
    name: 'notices',
    async react(unit, entries) {
      const tickets = new Set(entries.filter(isWorthNotification).flatMap((entry) => entry.ticketId ?? []))
      await saveDue(unit, [...tickets], new Date(unit.at.getTime() + settleMilliseconds))
      for (const entry of entries.filter((one) => one.type.startsWith('connection.'))) {
        const key = `${entry.type} ${String(entry.payload['connectionId'])}`
        await addJob(unit, 'noticeConnection', { ...entry.payload, type: entry.type, notice: key }, { key })
      }
      for (const { type, at, deskId, memberId, payload } of entries.filter((one) => isBillingNotification(one.type))) {
        const key = `${type} ${deskId} ${memberId} ${at.getTime()}`
        await addJob(unit, 'noticeBilling', { ...payload, type, deskId, memberId, notice: key }, { key })
      }
      for (const { payload } of entries.filter(({ type }) => type === 'timer.asked')) {
        const key = `timer ${String(payload['intervalId'])} ${String(payload['askedAt'])}`
        await addJob(unit, 'noticeTimer', payload, { key })
      }
    },
  }
}

function isWorthNotification(entry: JournalEntry): boolean {
  return entry.type === 'message.sent' && entry.publicSeq !== null && entry.actor.side !== 'system'
}

/** What is due and was not read becomes jobs; several processes may try at once, each ticket is taken by one of them. */
export function notificationClock(addJob: AddJob): DueClock {
  return {
    name: 'notices',
    async claim(unit) {
      const due = await takeDue(unit, ticketsAtOnce)
      for (const { ticketId } of due.filter(({ isUnread }) => isUnread)) {
        await addJob(unit, 'noticeTicket', { ticketId }, { key: `notice ${ticketId}` })
      }
      return due.length
    },
    nextDueAt,
  }
}
