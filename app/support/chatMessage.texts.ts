import { catalogue } from '#contract/common.ts'

/** A ticket that begins with a message of the portal's own messenger (P2). */
export const chatMessageTexts = catalogue({
  ru: {
    reading: 'Берём сообщение из чата…',
    origin: 'Из чата Битрикс24: {author}, {at}',
    originUnnamed: 'Из чата Битрикс24, {at}',
    taken: 'Текст взят из чата Битрикс24. Проверьте его: в обращение попадёт только то, что вы отправите.',
    cut: 'Сообщение длинное: перенесено его начало.',
    files: 'Файлы из чата не переносятся, приложите их здесь: {names}.',
    failed: 'Сообщение из чата прочитать не удалось. {reason} Можно написать обращение своими словами.',
    gone: 'Сообщения в чате уже нет, или у вас нет к нему доступа. Можно написать обращение своими словами.',
  },
  uk: {
    reading: 'Беремо повідомлення з чату…',
    origin: 'Із чату Бітрікс24: {author}, {at}',
    originUnnamed: 'Із чату Бітрікс24, {at}',
    taken: 'Текст узято з чату Бітрікс24. Перевірте його: у звернення потрапить лише те, що ви надішлете.',
    cut: 'Повідомлення довге: перенесено його початок.',
    files: 'Файли з чату не переносяться, додайте їх тут: {names}.',
    failed: 'Повідомлення з чату прочитати не вдалося. {reason} Можна написати звернення своїми словами.',
    gone: 'Повідомлення в чаті вже немає, або у вас немає до нього доступу. Можна написати звернення своїми словами.',
  },
  en: {
    reading: 'Taking the message from the chat…',
    origin: 'From a Bitrix24 chat: {author}, {at}',
    originUnnamed: 'From a Bitrix24 chat, {at}',
    taken: 'The text comes from a Bitrix24 chat. Check it: only what you send gets into the ticket.',
    cut: 'The message is long: its beginning was taken over.',
    files: 'Files of the chat are not taken over, attach them here: {names}.',
    failed: 'The message could not be read from the chat. {reason} You can write the ticket in your own words.',
    gone: 'The message is no longer in the chat, or you may not read it. You can write the ticket in your own words.',
  },
})
