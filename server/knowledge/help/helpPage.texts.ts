import type { Language } from '#contract/common.ts'

type HelpTexts = {
  title: string
  ask: string
  question: string
  find: string
  answer: string
  maybe: string
  unknown: string
  categories: string
  newest: string
  all: string
  back: string
  empty: string
  other: string
  cut: string
  updated: string
  ways: string
  waysText: string
  contact: string
  contactText: string
  name: string
  email: string
  text: string
  send: string
  sent: string
  wrong: string
  full: string
  slow: string
  elsewhere: string
  missing: string
  helped: string
  yes: string
  no: string
  comment: string
  thanks: string
  away: string
}

/** The public help page (E7). */
export const helpTexts: Record<Language, HelpTexts> = {
  ru: {
    title: 'Помощь',
    ask: 'Спросите помощника',
    question: 'Ваш вопрос',
    find: 'Найти ответ',
    answer: 'Ответ',
    maybe: 'Возможно, вы об этом',
    unknown: 'Ответа не нашлось. Спросите другими словами или напишите нам ниже.',
    categories: 'Разделы',
    newest: 'Статьи',
    all: 'Все статьи',
    back: 'К началу',
    empty: 'Статей пока нет. Напишите нам, и мы ответим письмом.',
    other: 'На другом языке',
    cut: 'Статья длинная, целиком она открывается в приложении Opora.',
    updated: 'Обновлено',
    ways: 'Нужен человек?',
    waysText:
      'На бесплатном тарифе Битрикс24 приложения не открываются. Специалисты отвечают в приложении Opora на коммерческих тарифах; с кодом поддержки там же подключается партнёр.',
    contact: 'Написать нам',
    contactText: 'Это не обращение: номера у него нет, а ответ придёт письмом.',
    name: 'Как к вам обращаться',
    email: 'Почта для ответа',
    text: 'Что случилось',
    send: 'Отправить',
    sent: 'Отправлено. Ответ придёт на указанную почту.',
    wrong: 'Укажите имя, почту и текст до 4000 знаков.',
    full: 'Сейчас вопросов слишком много. Попробуйте завтра.',
    slow: 'Слишком много запросов с вашего адреса. Подождите минуту.',
    elsewhere: 'Это отправила чужая страница. Если пишете вы, нажмите «Отправить» ещё раз.',
    missing: 'Такой страницы нет.',
    helped: 'Статья помогла?',
    yes: 'Помогла',
    no: 'Не помогла',
    comment: 'Чего не хватило? Можно не писать.',
    thanks: 'Спасибо, мы это учтём.',
    away: 'Страница сейчас недоступна. Попробуйте через минуту.',
  },
  uk: {
    title: 'Допомога',
    ask: 'Запитайте помічника',
    question: 'Ваше запитання',
    find: 'Знайти відповідь',
    answer: 'Відповідь',
    maybe: 'Можливо, ви про це',
    unknown: 'Відповіді не знайшлося. Запитайте іншими словами або напишіть нам нижче.',
    categories: 'Розділи',
    newest: 'Статті',
    all: 'Усі статті',
    back: 'На початок',
    empty: 'Статей поки немає. Напишіть нам, і ми відповімо листом.',
    other: 'Іншою мовою',
    cut: 'Стаття довга, цілком вона відкривається в застосунку Opora.',
    updated: 'Оновлено',
    ways: 'Потрібна людина?',
    waysText:
      'На безкоштовному тарифі Бітрікс24 застосунки не відкриваються. Фахівці відповідають у застосунку Opora на комерційних тарифах; з кодом підтримки там само підключається партнер.',
    contact: 'Написати нам',
    contactText: 'Це не звернення: номера в нього немає, а відповідь надійде листом.',
    name: 'Як до вас звертатися',
    email: 'Пошта для відповіді',
    text: 'Що сталося',
    send: 'Надіслати',
    sent: 'Надіслано. Відповідь надійде на вказану пошту.',
    wrong: 'Вкажіть ім’я, пошту й текст до 4000 знаків.',
    full: 'Зараз запитань забагато. Спробуйте завтра.',
    slow: 'Забагато запитів із вашої адреси. Зачекайте хвилину.',
    elsewhere: 'Це надіслала чужа сторінка. Якщо пишете ви, натисніть «Надіслати» ще раз.',
    missing: 'Такої сторінки немає.',
    helped: 'Стаття допомогла?',
    yes: 'Допомогла',
    no: 'Не допомогла',
    comment: 'Чого бракувало? Можна не писати.',
    thanks: 'Дякуємо, ми це врахуємо.',
    away: 'Сторінка зараз недоступна. Спробуйте за хвилину.',
  },
  en: {
    title: 'Help',
    ask: 'Ask the assistant',
    question: 'Your question',
    find: 'Find an answer',
    answer: 'Answer',
    maybe: 'Perhaps you mean this',
    unknown: 'No answer was found. Ask in other words, or write to us below.',
    categories: 'Sections',
    newest: 'Articles',
    all: 'All articles',
    back: 'Back to the start',
    empty: 'There are no articles yet. Write to us, and we answer by mail.',
    other: 'In another language',
    cut: 'The article is long; the whole of it opens in the Opora application.',
    updated: 'Updated',
    ways: 'Do you need a person?',
    waysText:
      'On the free tariff Bitrix24 opens no applications. Specialists answer in the Opora application on commercial tariffs; with a support code a partner is connected there, too.',
    contact: 'Write to us',
    contactText: 'This is no ticket: it has no number, and the answer comes by mail.',
    name: 'Your name',
    email: 'Mail for the answer',
    text: 'What happened',
    send: 'Send',
    sent: 'Sent. The answer comes to the address that you gave.',
    wrong: 'Give a name, a mail address and a text of up to 4,000 characters.',
    full: 'There are too many questions now. Try again tomorrow.',
    slow: 'Too many requests from your address. Wait a minute.',
    elsewhere: 'Another page has sent this. If it is you who writes, press “Send” once more.',
    missing: 'There is no such page.',
    helped: 'Did the article help?',
    yes: 'It did',
    no: 'It did not',
    comment: 'What was missing? You need not write anything.',
    thanks: 'Thank you, we take it into account.',
    away: 'The page is not available now. Try again in a minute.',
  },
}
