import { catalogue } from '../common.ts'
import type { channelRefusals } from './refusals.ts'

/** Words for every "no" of channels: what happened, then what to do. */
export const channelRefusalTexts = catalogue({
  ru: {
    account_stale: 'Коллега только что изменил этот ящик. Посмотрите, что стало, и повторите.',
    account_password_needed: 'Сервер или пользователь изменены: введите пароль ещё раз.',
    account_address_taken: 'Этот адрес уже подключён. Укажите другой.',
    account_not_encrypted: 'Без шифрования пароль прочтёт кто угодно по пути. Выберите TLS или STARTTLS.',
    too_many_accounts: 'Ящиков уже {most}, больше нельзя. Удалите те, которыми не пользуетесь.',
  } satisfies Record<keyof typeof channelRefusals, string>,
  uk: {
    account_stale: 'Колега щойно змінив цю скриньку. Подивіться, що стало, і повторіть.',
    account_password_needed: 'Сервер або користувача змінено: введіть пароль ще раз.',
    account_address_taken: 'Цю адресу вже підключено. Вкажіть іншу.',
    account_not_encrypted: 'Без шифрування пароль прочитає будь-хто дорогою. Виберіть TLS або STARTTLS.',
    too_many_accounts: 'Скриньок уже {most}, більше не можна. Видаліть ті, якими не користуєтеся.',
  },
  en: {
    account_stale: 'A colleague has just changed this mailbox. Look at what it is now and repeat.',
    account_password_needed: 'The server or the user has changed: enter the password again.',
    account_address_taken: 'This address is connected already. Enter another one.',
    account_not_encrypted: 'Without encryption anybody on the way can read the password. Choose TLS or STARTTLS.',
    too_many_accounts: 'There are {most} mailboxes already, and no more can be had. Remove those that you do not use.',
  },
})
