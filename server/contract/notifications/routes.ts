import { post } from '../access.ts'
import { empty } from '../common.ts'
import { typeAddressInput } from './address.types.ts'
import { chooseNotificationInput, ownNotifications, saveNotificationsInput } from './choices.types.ts'
import { deliveryPage, listDeliveriesInput } from './deliveries.types.ts'

export const notificationRoutes = {
  readOwnNotifications: post('/api/notifications', 'participant', empty, ownNotifications),
  chooseNotification: post('/api/notifications/choose', 'participant', chooseNotificationInput, ownNotifications),
  saveNotifications: post('/api/notifications/save', 'participant', saveNotificationsInput, ownNotifications),
  typeMailAddress: post('/api/notifications/address', 'participant', typeAddressInput, ownNotifications),
  forgetMailAddress: post('/api/notifications/address/forget', 'participant', empty, ownNotifications),
  listDeliveries: { ...post('/api/desk/deliveries', 'owner', listDeliveriesInput, deliveryPage), costly: 'question' },
} as const
