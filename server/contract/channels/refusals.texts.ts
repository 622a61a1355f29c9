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
    bot_token_refused: 'Мессенджер не принял этот токен. Скопируйте его ещё раз целиком.',
    bot_not_reached: 'Мессенджер сейчас не отвечает. Повторите через минуту.',
    bot_is_another: 'Это токен другого бота. Возьмите новый токен у того же бота или подключите второго.',
    bot_details_refused:
      'WhatsApp не нашёл этот номер или не принял секрет приложения. Проверьте Phone number ID и App secret.',
  } satisfies Record<keyof typeof channelRefusals, string>,
  uk: {
    account_stale: 'Колега щойно змінив цю скриньку. Подивіться, що стало, і повторіть.',
    account_password_needed: 'Сервер або користувача змінено: введіть пароль ще раз.',
    account_address_taken: 'Цю адресу вже підключено. Вкажіть іншу.',
    account_not_encrypted: 'Без шифрування пароль прочитає будь-хто дорогою. Виберіть TLS або STARTTLS.',
    too_many_accounts: 'Скриньок уже {most}, більше не можна. Видаліть ті, якими не користуєтеся.',
    bot_token_refused: 'Месенджер не прийняв цей токен. Скопіюйте його ще раз цілком.',
    bot_not_reached: 'Месенджер зараз не відповідає. Повторіть за хвилину.',
    bot_is_another: 'Це токен іншого бота. Візьміть новий токен у того самого бота або підключіть другого.',
    bot_details_refused:
      'WhatsApp не знайшов цей номер або не прийняв секрет застосунку. Перевірте Phone number ID та App secret.',
  },
  en: {
    account_stale: 'A colleague has just changed this mailbox. Look at what it is now and repeat.',
    account_password_needed: 'The server or the user has changed: enter the password again.',
    account_address_taken: 'This address is connected already. Enter another one.',
    account_not_encrypted: 'Without encryption anybody on the way can read the password. Choose TLS or STARTTLS.',
    too_many_accounts: 'There are {most} mailboxes already, and no more can be had. Remove those that you do not use.',
    bot_token_refused: 'The messenger did not take this token. Copy all of it again.',
    bot_not_reached: 'The messenger does not answer at present. Repeat in a minute.',
    bot_is_another: 'This is the token of another bot. Take a new token of the same bot, or connect a second one.',
    bot_details_refused:
      'WhatsApp did not find this number, or did not take the secret of the app. Check Phone number ID and App secret.',
  },
})
