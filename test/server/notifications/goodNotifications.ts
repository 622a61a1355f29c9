import type { NotificationRouteName } from '#server/notifications/notifications.routes.ts'
import { newId } from '#test/support/world.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

/** What people are told of, and how they choose. */
export const goodNotifications: { [Name in NotificationRouteName]: GoodInput<Name> } = {
  readOwnNotifications: { by: 'integrator', input: () => ({}) },
  chooseNotification: {
    by: 'admin',
    input: () => ({ side: 'client', event: 'order.placed', scope: 'any', channel: 'bitrix24', isOn: false }),
  },
  saveNotifications: {
    by: 'agent',
    input: () => ({ language: 'uk', quiet: { from: 1320, until: 480 }, timeZone: 'Europe/Kyiv', sound: true }),
  },
  typeMailAddress: { by: 'integrator', input: () => ({ address: 'ivan@klient.example' }) },
  forgetMailAddress: { by: 'integrator', input: () => ({}) },
  readShownNotices: { by: 'agent', input: () => ({ side: 'desk' }) },
  seeNotices: {
    by: 'admin',
    input: ({ tickets }) => ({ side: 'client', of: { is: 'ticket', ticketId: tickets.partner.ticketId } }),
  },
  ringNotices: { by: 'agent', input: () => ({ side: 'desk', noticeIds: [newId()] }) },
  listDeliveries: { by: 'owner', input: () => ({ outcome: 'sent', channel: 'bitrix24', limit: 5 }) },
}
