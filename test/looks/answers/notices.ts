import type { OwnNotifications } from '#contract/notifications/choices.types.ts'
import type { DeliveryPage } from '#contract/notifications/deliveries.types.ts'
import { clientKinds, deskKinds, ownRows } from '#server/notifications/domain/choices.ts'
import type { ShownNotice, ShownNotices } from '#contract/notifications/shown.types.ts'
import { uuid } from '#test/app/deskFactories.ts'
import { startedAt } from '#test/app/factories.ts'

const long = 'a-rather-long-address-without-a-place-to-break@mail.of.a.company.example'

/** Everything that somebody may be told of on this side, as the table has it. */
export const ownNotificationsOf = (side: 'client' | 'desk'): OwnNotifications => ({
  sides: [
    {
      side,
      rows: ownRows(new Map(), side === 'client' ? clientKinds('integrator') : deskKinds('owner')),
      switchedOff: side === 'client' ? ['ticket.answered'] : [],
    },
  ],
  mail: {
    isServed: true,
    address: { address: 'user7@portal.example', from: 'portal', at: startedAt },
    waiting: { address: long, until: startedAt },
  },
  language: 'uk',
  quiet: { from: 1320, until: 420 },
  timeZone: 'Europe/Moscow',
  sound: false,
  desktop: false,
})

const notice = (noticeId: number, text: string, changes: Partial<ShownNotice> = {}): ShownNotice => ({
  noticeId: uuid(700 + noticeId),
  event: 'ticket.answered',
  ticketId: uuid(300 + noticeId),
  text,
  place: { ticket: uuid(300 + noticeId) },
  at: startedAt,
  ...changes,
})

/** A short one, a long one, and more than a page shows. */
export const unseenNotices: ShownNotices = {
  unseen: 104,
  notices: [
    notice(1, 'OP-1042: 503'),
    notice(2, `OP-1043: ${long} ${long}`, { event: 'sla.alarm', ticketId: null, place: {} }),
  ],
  sound: false,
  desktop: false,
}

type Delivery = DeliveryPage['deliveries'][number]
const delivery = (deliveryId: string, changes: Partial<Delivery>): Delivery => ({
  deliveryId,
  at: startedAt,
  event: 'ticket.answered',
  channel: 'mail',
  outcome: 'failed',
  reason: 'addressRefused',
  tries: 2,
  memberId: 'm1',
  userId: 5,
  name: 'Анна Орлова',
  clientName: 'ООО Ромашка',
  portalName: 'romashka.bitrix24.ru',
  ...changes,
})

export const deliveries: DeliveryPage = {
  deliveries: [
    delivery('3', {}),
    delivery('2', { channel: 'bitrix24', reason: 'portalGone', name: null, clientName: null, event: null, tries: 1 }),
    delivery('1', { outcome: 'waiting', reason: 'notReached', clientName: null, portalName: null }),
  ],
  nextCursor: 'more',
}
