import type { Answers } from '#test/app/page.ts'
import { ownNotificationsOf } from './notices.ts'

const named = (userId: number, name: string, as: 'integrator' | 'contact') =>
  ({ person: { userId, name, photo: null }, as, namedBy: 'Анна Орлова', namedAt: '2026-11-21T09:00:00.000Z' }) as const

export const settingsAnswers: Answers = {
  readOwnNotifications: () => ownNotificationsOf('client'),
  readSettings: () => ({
    language: 'ru',
    people: [named(5, 'Сергей Бондарь', 'integrator'), named(7, 'Тимур Ахметшин', 'contact')],
    notices: { answers: true, connection: false, billing: true },
    readers: [
      { name: 'Анна Орлова', as: 'admin' },
      { name: 'Константин Константинопольский', as: 'integrator' },
      { name: 'Ольга Бережная', as: 'contact' },
    ],
    canEdit: true,
  }),
  readMessengers: () => ({
    offered: [
      { channel: 'telegram', address: '@opora_desk_bot' },
      { channel: 'max', address: '@opora' },
      { channel: 'whatsapp', address: '+79000000000' },
    ],
    joined: [{ identityId: '0190a1b2-0000-7000-8000-000000000901', channel: 'max', since: '2026-11-20T08:00:00.000Z' }],
    pairing: {
      pairingId: '0190a1b2-0000-7000-8000-000000000902',
      channel: 'telegram',
      until: '2026-11-22T10:10:00.000Z',
      number: 42,
    },
  }),
}
