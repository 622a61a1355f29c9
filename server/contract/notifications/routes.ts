import { post } from '../access.ts'
import { empty } from '../common.ts'
import { typeAddressInput } from './address.types.ts'
import { chooseNotificationInput, ownNotifications, saveNotificationsInput } from './choices.types.ts'
import { deliveryPage, listDeliveriesInput } from './deliveries.types.ts'
import { readShownInput, ringNoticesInput, rungNotices, seeNoticesInput, shownNotices } from './shown.types.ts'

export const notificationRoutes = {
  readOwnNotifications: post('/api/notifications', 'participant', empty, ownNotifications),
  chooseNotification: post('/api/notifications/choose', 'participant', chooseNotificationInput, ownNotifications),
  saveNotifications: post('/api/notifications/save', 'participant', saveNotificationsInput, ownNotifications),
  typeMailAddress: post('/api/notifications/address', 'participant', typeAddressInput, ownNotifications),
  forgetMailAddress: post('/api/notifications/address/forget', 'participant', empty, ownNotifications),
  readShownNotices: post('/api/notifications/shown', 'participant', readShownInput, shownNotices),
  seeNotices: post('/api/notifications/see', 'participant', seeNoticesInput, shownNotices),
  ringNotices: post('/api/notifications/ring', 'participant', ringNoticesInput, rungNotices),
  listDeliveries: { ...post('/api/desk/deliveries', 'owner', listDeliveriesInput, deliveryPage), costly: 'question' },
} as const
