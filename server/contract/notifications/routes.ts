import { post } from '../access.ts'
import { empty } from '../common.ts'
import { chooseNotificationInput, ownNotifications, saveNotificationsInput } from './choices.types.ts'
import { deliveryPage, listDeliveriesInput } from './deliveries.types.ts'

export const notificationRoutes = {
  readOwnNotifications: post('/api/notifications', 'participant', empty, ownNotifications),
  chooseNotification: post('/api/notifications/choose', 'participant', chooseNotificationInput, ownNotifications),
  saveNotifications: post('/api/notifications/save', 'participant', saveNotificationsInput, ownNotifications),
  listDeliveries: { ...post('/api/desk/deliveries', 'owner', listDeliveriesInput, deliveryPage), costly: 'question' },
} as const
