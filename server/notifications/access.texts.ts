import type { Language } from '#contract/common.ts'

type Said = { number: string; kind: string; subject: string }
type Event = 'asked' | 'given' | 'refused' | 'looked' | 'ended' | 'reminded'

/** T9: what both sides are told of access; of what is in a box, nothing. */
export const accessTexts: Record<Language, Record<`access.${Event}`, (said: Said) => string>> = {
  ru: {
    'access.asked': ({ number, kind, subject }) =>
      `Поддержка просит доступ по обращению ${number} «${subject}»: ${kind}. Дать его может администратор портала.`,
    'access.given': ({ number, kind }) => `Клиент дал доступ по обращению ${number}: ${kind}.`,
    'access.refused': ({ number, kind }) => `Клиент отказал в доступе по обращению ${number}: ${kind}.`,
    'access.looked': ({ number, kind }) => `Доступ по обращению ${number} просмотрен: ${kind}.`,
    'access.ended': ({ number, kind }) =>
      `Доступ по обращению ${number} стёрт: ${kind}. Смените пароль или закройте учётную запись и подтвердите это в обращении.`,
    'access.reminded': ({ number, kind }) =>
      `Напоминание: по обращению ${number} давали доступ (${kind}). Смените пароль или закройте учётную запись и подтвердите это.`,
  },
  uk: {
    'access.asked': ({ number, kind, subject }) =>
      `Підтримка просить доступ за зверненням ${number} «${subject}»: ${kind}. Надати його може адміністратор порталу.`,
    'access.given': ({ number, kind }) => `Клієнт надав доступ за зверненням ${number}: ${kind}.`,
    'access.refused': ({ number, kind }) => `Клієнт відмовив у доступі за зверненням ${number}: ${kind}.`,
    'access.looked': ({ number, kind }) => `Доступ за зверненням ${number} переглянуто: ${kind}.`,
    'access.ended': ({ number, kind }) =>
      `Доступ за зверненням ${number} стерто: ${kind}. Змініть пароль або закрийте обліковий запис і підтвердьте це у зверненні.`,
    'access.reminded': ({ number, kind }) =>
      `Нагадування: за зверненням ${number} надавали доступ (${kind}). Змініть пароль або закрийте обліковий запис і підтвердьте це.`,
  },
  en: {
    'access.asked': ({ number, kind, subject }) =>
      `Support asks for access in ticket ${number} “${subject}”: ${kind}. An administrator of the portal can give it.`,
    'access.given': ({ number, kind }) => `The client gave access in ticket ${number}: ${kind}.`,
    'access.refused': ({ number, kind }) => `The client refused access in ticket ${number}: ${kind}.`,
    'access.looked': ({ number, kind }) => `The access of ticket ${number} was looked at: ${kind}.`,
    'access.ended': ({ number, kind }) =>
      `The access of ticket ${number} was wiped: ${kind}. Change the password or end the account, and confirm it in the ticket.`,
    'access.reminded': ({ number, kind }) =>
      `A reminder: access was given in ticket ${number} (${kind}). Change the password or end the account, and confirm it.`,
  },
}
