import { recipientsOf } from '#server/desks/recipients.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { alarmNotificationJobs } from './alarms.jobs.ts'
import { billingNotificationJobs } from './billing.jobs.ts'
import type { CodeDeliveryPort } from './codeDelivery.port.ts'
import { codeNotificationJobs } from './codes.jobs.ts'
import { notificationJobs } from './notifications.jobs.ts'
import { notificationReaction, notifyWhatIsDue } from './notifications.reactions.ts'
import { timerNotificationJobs } from './timers.jobs.ts'
import './notifications.tables.ts'

export function notificationsFeature(
  deps: FeatureDeps & CodeDeliveryPort & { portalClients: PortalClients },
): Feature<never, NotificationTask> {
  const { db, addJob } = deps
  return {
    handlers: {},
    jobs: {
      ...notificationJobs(deps),
      ...alarmNotificationJobs({ ...deps, recipientsOf: (desk, who) => recipientsOf(db, desk, who, now()) }),
      ...billingNotificationJobs(deps),
      ...timerNotificationJobs(deps),
      ...codeNotificationJobs(deps),
    },
    reactions: [notificationReaction(addJob)],
    chores: [(unit) => notifyWhatIsDue(unit, addJob)],
  }
}

type NotificationTask =
  | 'noticeTicket'
  | 'noticeConnection'
  | 'noticeAlarm'
  | 'noticeBilling'
  | 'noticeTimer'
  | 'noticeCode'

export { notifyCodeLater } from './codes.jobs.ts'
