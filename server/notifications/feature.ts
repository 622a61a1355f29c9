import type { HelpAddressPort } from '#server/connections/helpers.port.ts'
import { recipientsOf } from '#server/desks/recipients.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { AdminLooks } from '#server/portals/adminLooks.port.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { accessNotificationJobs } from './access.jobs.ts'
import { alarmNotificationJobs } from './alarms.jobs.ts'
import { announcementNotificationJobs, type AnnouncementNoticeDeps } from './announcements.jobs.ts'
import { billingNotificationJobs } from './billing.jobs.ts'
import { calendarNotificationJobs } from './calendar.jobs.ts'
import { helpNotificationJobs } from './help.jobs.ts'
import { incidentNotificationJobs } from './incidents.jobs.ts'
import type { CodeDeliveryPort } from './codeDelivery.port.ts'
import { channelNotificationJobs } from './channels.jobs.ts'
import { codeNotificationJobs } from './codes.jobs.ts'
import { couponNotificationJobs } from './coupons.jobs.ts'
import { mentionNotificationJobs } from './mentions.jobs.ts'
import { missedNotificationJobs } from './missed.jobs.ts'
import type { MissedPromisesPort } from './missedPromises.port.ts'
import { notificationJobs } from './notifications.jobs.ts'
import { notificationClock, notificationReaction } from './notifications.reactions.ts'
import { forgetNotified } from './erasure.commands.ts'
import { letterNotificationJobs } from './letters.jobs.ts'
import { rotaNotificationJobs } from './rota.jobs.ts'
import { ratingNotificationJobs } from './ratings.jobs.ts'
import { searchNotificationJobs } from './partnerSearch.jobs.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { overdueNotificationJobs } from './overdue.jobs.ts'
import { specialNotificationJobs } from './specials.jobs.ts'
import { tariffNotificationJobs } from './tariff.jobs.ts'
import { timerNotificationJobs } from './timers.jobs.ts'
import { deliveryCrontab, deliveryJobs } from './deliveries/deliveries.jobs.ts'
import { notificationRoutes, type NotificationRouteName } from './notifications.routes.ts'
import { mailClocks, mailCrontab, mailJobs, type MailTask } from './mails/mails.jobs.ts'
import type { AnsweredElsewherePort } from './mails/answeredElsewhere.port.ts'
import type { MailTransport } from './mails/mailTransport.port.ts'
import './notifications.tables.ts'

export function notificationsFeature(
  deps: FeatureDeps &
    CodeDeliveryPort &
    MissedPromisesPort &
    AnsweredElsewherePort &
    HelpAddressPort &
    TermsPort &
    Pick<AnnouncementNoticeDeps, 'listServed' | 'answeringDesk'> & {
      portalClients: PortalClients
      adminLooks: AdminLooks
      mail: MailTransport | null
    },
): Feature<NotificationRouteName, NotificationTask> {
  const { db, addJob } = deps
  const recipients: RecipientsPort = { recipientsOf: (desk, who) => recipientsOf(db, desk, who, now()) }
  const sendsMail = deps.mail !== null
  const noticeDeps = { ...deps, ...recipients, sendsMail }
  return {
    handlers: notificationRoutes(deps),
    jobs: {
      ...notificationJobs(noticeDeps),
      ...alarmNotificationJobs(noticeDeps),
      ...missedNotificationJobs(noticeDeps),
      ...billingNotificationJobs(noticeDeps),
      ...tariffNotificationJobs(noticeDeps),
      ...timerNotificationJobs(noticeDeps),
      ...mentionNotificationJobs(noticeDeps),
      ...codeNotificationJobs(noticeDeps),
      ...calendarNotificationJobs(noticeDeps),
      ...incidentNotificationJobs(noticeDeps),
      ...helpNotificationJobs(noticeDeps),
      ...searchNotificationJobs(noticeDeps),
      ...deliveryJobs(deps),
      ...mailJobs(deps),
      ...ratingNotificationJobs(noticeDeps),
      ...letterNotificationJobs(noticeDeps),
      ...specialNotificationJobs(noticeDeps),
      ...accessNotificationJobs(noticeDeps),
      ...couponNotificationJobs(noticeDeps),
      ...rotaNotificationJobs(noticeDeps),
      ...announcementNotificationJobs(noticeDeps),
      ...overdueNotificationJobs(noticeDeps),
      ...channelNotificationJobs(noticeDeps),
    },
    crontab: [...deliveryCrontab, ...mailCrontab],
    reactions: [notificationReaction(addJob)],
    dueClocks: [notificationClock(addJob), ...(deps.mail === null ? [] : mailClocks(addJob))],
    forget: forgetNotified,
  }
}

type NotificationTask =
  | 'noticeTicket'
  | 'noticeTickets'
  | 'noticeDate'
  | 'noticeConnection'
  | 'noticeAlarm'
  | 'noticeDutyPage'
  | 'noticeMissed'
  | 'noticeBilling'
  | 'noticeTariff'
  | 'noticeTimer'
  | 'noticeMention'
  | 'noticeCode'
  | 'noticeCalendar'
  | 'noticeIncident'
  | 'noticeHelp'
  | 'noticePartnerSearch'
  | 'dropOldDeliveries'
  | MailTask
  | 'noticeRating'
  | 'noticeLetter'
  | 'noticeSpecial'
  | 'noticePhone'
  | 'noticeAccess'
  | 'noticeCoupon'
  | 'noticeRotaGaps'
  | 'noticeOverdue'
  | 'noticeChannel'
  | 'noticeAnnouncement'
  | 'noticeAnnouncementTo'

export { askPortal as askPortalForAddress } from './mails/addresses.commands.ts'
export { addMailPages } from './mails/confirmation.routes.ts'
export { makeSmtp } from './mails/smtp.adapter.ts'
export type { MailTransport } from './mails/mailTransport.port.ts'
export { notifyCodeLater } from './codes.jobs.ts'
