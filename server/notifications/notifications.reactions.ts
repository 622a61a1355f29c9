import type { JournalEventType } from '#contract/events.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { reaction, type Reaction, type ReadEntry } from '#server/platform/journal/reaction.ts'
import type { DueClock } from '#server/platform/loop.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { announcementNotifications } from './announcements.jobs.ts'
import { accessNotifications } from './access.jobs.ts'
import { billingNotifications } from './billing.jobs.ts'
import { notifyOfHelp } from './help.jobs.ts'
import { connectionNotifications } from './notifications.jobs.ts'
import { couponNotifications } from './coupons.jobs.ts'
import { searchNotifications } from './partnerSearch.jobs.ts'
import { notifyOfTariff } from './tariff.jobs.ts'
import { ratingSettleMilliseconds } from './ratings.jobs.ts'
import { notifyOfOverdue } from './overdue.jobs.ts'
import { nextDueAt, saveDue, takeDue } from './notifications.sql.ts'

/** Whoever reads within this time needs no notification; several messages make one. */
const settleMilliseconds = 20_000
/** So many that what all of them cost is divided, and so few that nobody waits for it. */
const ticketsAtOnce = 20

/** D4: which event notifies whom. One job a ticket, whatever is written meanwhile. */
export function notificationReaction(addJob: AddJob): Reaction {
  return reaction({
    name: 'notices',
    on: [
      'message.sent',
      'ticket.opened',
      'ticket.moved',
      'ticket.assigned',
      'ticket.dateMoved',
      'ticket.incident',
      'ticket.rated',
      'letter.written',
      'letter.answered',
      'letter.late',
      'timer.asked',
      'ticket.mentioned',
      'calendar.adopted',
      'help.asked',
      'portal.levelChanged',
      ...accessNotifications,
      ...announcementNotifications,
      ...connectionNotifications,
      ...couponNotifications,
      ...searchNotifications,
      ...billingNotifications,
    ],
    async react(unit, entries) {
      const tickets = new Set<string>()
      for (const entry of entries) {
        switch (entry.type) {
          case 'message.sent':
            // Of what was said in another ticket its readers were told there (T4).
            if (
              entry.ticketId !== null &&
              entry.payload.movedFrom === undefined &&
              isWorthNotification(entry) &&
              entry.payload.toAssistant !== true
            )
              tickets.add(entry.ticketId)
            break
          case 'ticket.opened':
            if (entry.payload.coupon) await notifyOfSpecial(unit, addJob, entry)
            break
          case 'ticket.moved':
            // What was said to the assistant is the desk's from now on (A3).
            if (isHandedOver(entry)) tickets.add(entry.ticketId ?? '')
            if (entry.payload.coupon === true) await notifyOfPhone(unit, addJob, entry)
            break
          case 'ticket.assigned':
            if (entry.payload.coupon === true) await notifyOfPhone(unit, addJob, entry)
            break
          case 'ticket.dateMoved': {
            const notice = `date ${entry.ticketId} ${entry.cursor.entryId}`
            const { to } = entry.payload
            if (entry.ticketId !== null)
              await addJob(unit, 'noticeDate', { ticketId: entry.ticketId, to, notice }, { key: notice })
            break
          }
          case 'ticket.incident': {
            const { ticketId, payload, cursor } = entry
            const notice = `incident ${ticketId} ${cursor.entryId}`
            if (ticketId !== null)
              await addJob(unit, 'noticeIncident', { ticketId, ...payload, notice }, { key: notice })
            break
          }
          case 'ticket.rated':
            await notifyOfRating(unit, addJob, entry)
            break
          case 'letter.written':
          case 'letter.answered':
          case 'letter.late': {
            const { type, payload, cursor } = entry
            const notice = `${type} ${payload.letterId} ${cursor.entryId}`
            const late = 'who' in payload ? { late: payload.who } : { isFirst: payload.isFirst }
            await addJob(unit, 'noticeLetter', { type, letterId: payload.letterId, ...late, notice }, { key: notice })
            break
          }
          case 'timer.asked': {
            const key = `timer ${entry.payload.intervalId} ${entry.payload.askedAt}`
            await addJob(unit, 'noticeTimer', entry.payload, { key })
            break
          }
          case 'ticket.mentioned': {
            const key = `mention ${entry.payload.messageId} ${entry.cursor.entryId}`
            await addJob(unit, 'noticeMention', entry.payload, { key })
            break
          }
          case 'access.asked':
          case 'access.given':
          case 'access.refused':
          case 'access.looked':
          case 'access.ended':
          case 'access.reminded':
            await notifyOfAccess(unit, addJob, entry)
            break
          case 'coupon.issued':
          case 'coupon.refunded':
            await notifyOfCoupon(unit, addJob, entry)
            break
          case 'announcement.published':
          case 'announcement.updated':
          case 'announcement.ended':
          case 'announcement.overdue':
            await notifyOfAnnouncement(unit, addJob, entry)
            break
          case 'calendar.adopted': {
            const { deskId } = entry
            const { country, year, version } = entry.payload
            const notice = `calendar ${deskId} ${country} ${year} ${version}`
            if (deskId !== null)
              await addJob(unit, 'noticeCalendar', { deskId, country, year, notice }, { key: notice })
            break
          }
          case 'help.asked':
            await notifyOfHelp(unit, addJob, entry)
            break
          case 'portal.levelChanged':
            await notifyOfTariff(unit, addJob, entry)
            break
          case 'connection.made':
          case 'connection.noticeGiven':
          case 'connection.ended': {
            const key = `${entry.type} ${entry.payload.connectionId}`
            await addJob(unit, 'noticeConnection', { ...entry.payload, type: entry.type, notice: key }, { key })
            break
          }
          case 'connection.versionPlanned':
          case 'connection.versionBegan':
          case 'connection.versionKept': {
            const { connectionId, version } = entry.payload
            const key = `${entry.type} ${connectionId} ${version} ${entry.at.getTime()}`
            await addJob(unit, 'noticeConnection', { ...entry.payload, type: entry.type, notice: key }, { key })
            break
          }
          case 'partner.received':
          case 'partner.refused':
          case 'partner.offered': {
            const { type, deskId, payload, at } = entry
            const key = `${type} ${payload.handoverId} ${at.getTime()}`
            if (deskId !== null)
              await addJob(unit, 'noticePartnerSearch', { ...payload, type, deskId, notice: key }, { key })
            break
          }
          case 'order.placed':
          case 'order.lapsed':
          case 'order.cancelled':
          case 'invoice.sent':
          case 'payment.recorded':
          case 'payment.takenBack':
          case 'quanta.low':
          case 'package.ending':
          case 'package.ended':
          case 'service.interrupted':
          case 'service.resumed':
          case 'dispute.opened':
          case 'dispute.answered':
            await notifyOfAccount(unit, addJob, entry)
        }
      }
      await saveDue(unit, [...tickets], new Date(unit.at.getTime() + settleMilliseconds))
    },
  })
}

/** T11: one job an ending, however often it is rated; it looks what is said when it runs. */
async function notifyOfRating(
  unit: UnitOfWork,
  addJob: AddJob,
  { ticketId, deskId, payload: { isLow, endingSeq } }: ReadEntry<'ticket.rated'>,
): Promise<void> {
  if (!isLow || ticketId === null || deskId === null) return
  const notice = `rating ${ticketId} ${endingSeq}`
  const runAt = new Date(unit.at.getTime() + ratingSettleMilliseconds)
  await addJob(unit, 'noticeRating', { ticketId, deskId, endingSeq, notice }, { key: notice, runAt })
}

/** T10: at once, before anybody has had time to read it. */
async function notifyOfSpecial(
  unit: UnitOfWork,
  addJob: AddJob,
  { ticketId }: ReadEntry<'ticket.opened'>,
): Promise<void> {
  if (ticketId !== null) await addJob(unit, 'noticeSpecial', { ticketId }, { key: `special ${ticketId}` })
}

/** Who has a special request now; each person is told of once, however often it comes back to them. */
async function notifyOfPhone(
  unit: UnitOfWork,
  addJob: AddJob,
  { ticketId, payload }: ReadEntry<'ticket.moved' | 'ticket.assigned'>,
): Promise<void> {
  const userId = payload.assignee?.userId
  if (ticketId === null || userId === undefined || ('to' in payload && payload.to !== 'inProgress')) return
  const notice = `phone ${ticketId} ${userId}`
  await addJob(unit, 'noticePhone', { ticketId, userId, notice }, { key: notice })
}

/** T9: each by itself. What ended before anything was given concerns nobody, and of what is in a box nothing is said. */
async function notifyOfAccess(
  unit: UnitOfWork,
  addJob: AddJob,
  { type, payload, cursor }: ReadEntry<(typeof accessNotifications)[number]>,
): Promise<void> {
  if ('wasGiven' in payload && !payload.wasGiven) return
  const notice = `${type} ${payload.accessId} ${cursor.entryId}`
  await addJob(unit, 'noticeAccess', { type, accessId: payload.accessId, notice }, { key: notice })
}

/** T10: where the portal that it is for is known. */
async function notifyOfCoupon(
  unit: UnitOfWork,
  addJob: AddJob,
  { type, payload, cursor, deskId, memberId }: ReadEntry<(typeof couponNotifications)[number]>,
): Promise<void> {
  if (deskId === null || memberId === null) return
  const notice = `${type} ${payload.couponId} ${cursor.entryId}`
  const { couponId } = payload
  const refunded = 'reason' in payload ? { number: payload.number, left: payload.left, reason: payload.reason } : {}
  await addJob(unit, 'noticeCoupon', { type, deskId, memberId, couponId, ...refunded, notice }, { key: notice })
}

/** D3: one job an update; it looks whom it is for when it runs. What is overdue concerns the desk alone. */
async function notifyOfAnnouncement(
  unit: UnitOfWork,
  addJob: AddJob,
  { deskId, payload }: ReadEntry<(typeof announcementNotifications)[number]>,
): Promise<void> {
  if (deskId === null) return
  const { announcementId } = payload
  if ('until' in payload) return notifyOfOverdue(unit, addJob, { deskId, announcementId, until: payload.until })
  const number = 'number' in payload ? payload.number : 1
  const key = `announcement ${announcementId} ${number}`
  await addJob(unit, 'noticeAnnouncement', { deskId, announcementId, number }, { key })
}

async function notifyOfAccount(
  unit: UnitOfWork,
  addJob: AddJob,
  { type, at, cursor, deskId, memberId, actor, payload }: ReadEntry<(typeof billingNotifications)[number]>,
): Promise<void> {
  if (deskId === null || memberId === null) return
  // Two packages may end at one instant: the entry tells them apart.
  const key = `${type} ${deskId} ${memberId} ${at.getTime()} ${cursor.entryId}`
  const by =
    actor.memberId === null || actor.userId === null ? null : { memberId: actor.memberId, userId: actor.userId }
  await addJob(unit, 'noticeBilling', { ...payload, type, deskId, memberId, by, notice: key }, { key })
}

function isHandedOver({ ticketId, payload: { from, to } }: ReadEntry<'ticket.moved'>): boolean {
  return ticketId !== null && from === 'assistant' && to === 'queued'
}

/** Written by people, for both sides to read. */
function isWorthNotification({ publicSeq, actor }: ReadEntry<JournalEventType>): boolean {
  return publicSeq !== null && actor.side !== 'system'
}

/**
 * What is due and was not read becomes jobs, each of some tickets; several processes may try at once, each ticket is taken by one of them.
 * What falls due within a second is taken together, and many are taken with rests: whoever writes goes first.
 */
export function notificationClock(addJob: AddJob): DueClock {
  return {
    name: 'notices',
    isUnhurried: true,
    async claim(unit) {
      const due = await takeDue(unit, adminsLookedAtSince(unit.at), ticketsAtOnce)
      const ticketIds = due.flatMap(({ ticketId, isUnread }) => (isUnread ? [ticketId] : []))
      if (ticketIds.length > 0) await addJob(unit, 'noticeTickets', { ticketIds })
      return due.length
    },
    nextDueAt,
  }
}
