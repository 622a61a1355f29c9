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
}
