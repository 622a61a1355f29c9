import { catalogue } from '../common.ts'

/** The key is the refusal's code. */
export const identificationRefusalTexts = catalogue({
  ru: {
    messenger_not_served: 'У этой поддержки такого мессенджера нет. Обновите страницу: видно, какие есть.',
    pairing_over: 'Ссылка больше не действует. Получите новую: она живёт 10 минут и подходит один раз.',
    pairing_not_followed: 'Сначала откройте ссылку в мессенджере и нажмите «Начать».',
    too_many_pairings: 'Слишком много ссылок за час. Попробуйте позже.',
    identity_proven: 'Личность уже подтверждена: код больше не нужен.',
  },
  uk: {
    messenger_not_served: 'У цієї підтримки такого месенджера немає. Оновіть сторінку: видно, які є.',
    pairing_over: 'Посилання більше не діє. Отримайте нове: воно живе 10 хвилин і підходить один раз.',
    pairing_not_followed: 'Спершу відкрийте посилання в месенджері й натисніть «Почати».',
    too_many_pairings: 'Забагато посилань за годину. Спробуйте пізніше.',
    identity_proven: 'Особу вже підтверджено: код більше не потрібен.',
  },
  en: {
    messenger_not_served: 'This support has no such messenger. Reload the page to see which it has.',
    pairing_over: 'The link is good no longer. Get a new one: it lives for 10 minutes and fits once.',
    pairing_not_followed: 'Open the link in the messenger and press “Start” first.',
    too_many_pairings: 'Too many links within an hour. Try again later.',
    identity_proven: 'The identity is confirmed already: no code is needed.',
  },
})
