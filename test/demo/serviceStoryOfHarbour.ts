import { letter } from './afterwards.ts'
import { conversation } from './conversation.ts'
import { failedPage, log, page, tableWith } from './files.ts'
import { cast } from './people.ts'
import type { Told } from './teller.ts'
import type { Days } from './workdays.ts'

const house = 'Гостиница «Лесная гавань»'

/** A hotel with incidents of every kind: in time, at night, and one that took a day too long. */
export async function tellOfHarbour(told: Told, days: Days): Promise<void> {
  await tellOfPayments(told, days)
  await tellOfCalendar(told, days)
  await tellOfNight(told, days)
  await tellOfWishes(told, days)
  await tellOfPrices(told, days)
  await tellOfLock(told, days)
}

/** Critical, answered within 30 minutes and solved on the same day; the colleague's duplicate was merged. */
async function tellOfPayments(told: Told, { ago }: Days): Promise<void> {
  const payments = conversation(told)
  await payments.open(cast.anna, ago(16, '10:05'), {
    subject: 'Не проходят оплаты броней',
    text: 'С девяти утра гости не могут оплатить бронь картой: крутится колесо и возвращает на форму. Три брони уже потеряли.',
    category: 'incident',
    priority: 'critical',
    answers: [
      ['object', house],
      ['place', 'Виджет бронирования на сайте, шаг «Оплата»'],
      ['goal', 'Чтобы гости снова платили на сайте'],
      ['steps', '1. Выбрать номер\n2. Ввести карту\n3. «Оплатить»: форма открывается заново'],
    ],
  })
  const again = conversation(told)
  await again.open(cast.petr, ago(16, '10:16'), {
    subject: 'Гость не может оплатить',
    text: 'Гость звонит: карта не проходит, пробовал две. Номер брони 20418.',
    category: 'incident',
    answers: [['object', house]],
  })
  await payments.take(cast.ilya, ago(16, '10:18'))
  await payments.classify(cast.ilya, ago(16, '10:19'), 'incident', 'critical')
  await payments.say(
    cast.ilya,
    ago(16, '10:24'),
    'Здравствуйте, Анна! Видим отказы у платёжного шлюза, переключаем на запасной. Напишу, как только пойдут оплаты.',
  )
  await again.mergeInto(cast.ilya, ago(16, '10:27'), payments)
  await payments.note(
    cast.vera,
    ago(16, '10:40'),
    '@Илья Рогов, шлюз подтвердил сбой у себя. Держим запасной до вечера, разбор завтра в 10.',
    [cast.ilya],
  )
  await payments.resolve(
    cast.ilya,
    ago(16, '12:35'),
    'Оплаты идут через запасной шлюз, бронь 20418 оплачена. Потерянные брони восстановили, гостям ушли ссылки на оплату.',
  )
  await payments.confirm(cast.anna, ago(16, '13:10'))
  await payments.rate(cast.anna, ago(16, '13:12'), 5, 'Два с половиной часа, и всё время было понятно, что происходит.')
  const thanks = await letter(told, cast.anna, ago(15, '09:40'), {
    kind: 'feedback',
    text: 'Спасибо вашей смене за вчерашний день. Пожелание: предупреждать о сбоях шлюза, когда узнаёте сами.',
  })
  await thanks.note(cast.vera, ago(15, '10:20'))
}

/** High, answered in time, but solved on the next day: the promise was missed. */
async function tellOfCalendar(told: Told, { ago }: Days): Promise<void> {
  const busy = conversation(told)
  await busy.open(cast.petr, ago(11, '11:20'), {
    subject: 'Календарь занятости отстаёт от площадок',
    text: 'Бронь с внешней площадки появляется в календаре через час-два. Вчера продали один номер дважды.',
    category: 'incident',
    priority: 'high',
    answers: [
      ['object', house],
      ['place', 'Календарь занятости, номера 12–19'],
      ['goal', 'Не продавать номер дважды'],
    ],
    files: [tableWith('номера 12–19.png', 10, [3, 4])],
  })
  await busy.take(cast.maya, ago(11, '11:48'))
  await busy.classify(cast.maya, ago(11, '11:49'), 'incident', 'high')
  await busy.say(
    cast.maya,
    ago(11, '11:57'),
    'Здравствуйте, Пётр! Проверяем обмен с площадкой. Пока закройте, пожалуйста, продажу этих номеров вручную.',
  )
  await busy.say(
    cast.maya,
    ago(11, '18:30'),
    'Нашли очередь обмена, которая зависла на одной из броней. Сегодня не успеваем, продолжим утром.',
    [log('exchange.log', '2026-11-10', 'booking 20355: answered 409, the queue waits')],
  )
  await busy.note(
    cast.vera,
    ago(10, '08:10'),
    'Срок решения вышел в полночь. Разобрать: почему об очереди мы узнали от клиента.',
  )
  await busy.resolve(
    cast.maya,
    ago(10, '10:40'),
    'Очередь очищена, обмен снова каждые две минуты. Приносим извинения: по регламенту должны были решить вчера.',
  )
  await busy.confirm(cast.petr, ago(10, '11:15'))
  await busy.rate(cast.petr, ago(10, '11:17'), 2, 'Ответили быстро, а решали сутки: за это время номер продали дважды.')
  const complaint = await letter(told, cast.petr, ago(10, '11:25'), {
    kind: 'urgent',
    ticketId: busy.ticketId,
    text: 'Просим объяснить, почему срок не выдержан и что будет сделано, чтобы это не повторилось.',
  })
  await complaint.answer(
    cast.vera,
    ago(10, '14:30'),
    'Пётр, вы правы. За очередью обмена теперь следит дежурный, при зависании она перезапускается сама. Извините за двойную продажу.',
  )
}

/** Written at a quarter past one: the clock began at eight in the morning. */
async function tellOfNight(told: Told, { ago }: Days): Promise<void> {
  const night = conversation(told)
  await night.open(cast.petr, ago(5, '01:15'), {
    subject: 'Ночью не заселить гостя: замки не получают код',
    text: 'Код от номера гостю не пришёл, в карточке брони «Замок не отвечает». Открыли мастер-ключом.',
    category: 'incident',
    priority: 'critical',
    answers: [
      ['object', house],
      ['place', 'Карточка брони 20711, раздел «Замок»'],
      ['steps', '1. Заселить\n2. «Выдать код»\n3. «Замок не отвечает»'],
    ],
  })
  await night.take(cast.ilya, ago(5, '08:12'))
  await night.classify(cast.ilya, ago(5, '08:13'), 'incident', 'critical')
  await night.say(
    cast.ilya,
    ago(5, '08:20'),
    'Доброе утро, Пётр! Шлюз замков ночью перезагрузился и не поднялся. Поднимаем, коды дойдут сами.',
  )
  await night.resolve(
    cast.ilya,
    ago(5, '09:50'),
    'Шлюз работает, коды за ночь разосланы. Поставили за ним круглосуточное наблюдение.',
  )
  await night.reopen(cast.petr, ago(4, '09:05'))
  await night.say(cast.petr, ago(4, '09:06'), 'Сегодня в номере 7 опять «Замок не отвечает», в остальных хорошо.')
  await night.take(cast.ilya, ago(4, '09:20'))
  await night.say(
    cast.ilya,
    ago(4, '09:31'),
    'В замке номера 7 села батарея: это видно по журналу. Замените её, и код придёт.',
  )
  await night.resolve(cast.ilya, ago(4, '11:30'), 'Замок номера 7 на связи. Закрываем.')
  await night.confirm(cast.petr, ago(4, '12:00'))
}

/** A change that went to the developers, with a date that the client sees. */
async function tellOfWishes(told: Told, { ago, ahead }: Days): Promise<void> {
  const invoices = conversation(told)
  await invoices.open(cast.anna, ago(9, '13:30'), {
    subject: 'Закрывающие документы одним файлом',
    text: 'Бухгалтерия собирает акты по каждому гостю отдельно. Хотим за месяц по организации одним PDF.',
    category: 'changeRequest',
    answers: [
      ['object', house],
      ['goal', 'Отправлять организации один файл за месяц'],
      ['place', 'Организации → Документы'],
    ],
    files: [page('act-418.pdf', ['Act 418', 'Forest Harbour Hotel', 'Two nights, one guest'])],
  })
  await invoices.take(cast.maya, ago(9, '15:10'))
  await invoices.classify(cast.maya, ago(9, '15:11'), 'changeRequest', 'medium')
  await invoices.say(
    cast.maya,
    ago(9, '15:20'),
    'Здравствуйте, Анна! Понятно и нужно не вам одним. Передаю разработчикам, срок сообщу завтра.',
  )
  await invoices.defer(cast.maya, ago(8, '11:00'), {
    reason: 'development',
    text: 'Разработчики взяли задачу: сводный файл по организации. Покажем вам первой, до выхода для всех.',
    until: ahead(12, '18:00'),
  })
}

/** Resolved; nobody has confirmed it yet. */
async function tellOfPrices(told: Told, { ago }: Days): Promise<void> {
  const prices = conversation(told)
  await prices.open(cast.petr, ago(2, '14:20'), {
    subject: 'Как задать цену на праздники для групп',
    text: 'На праздники цены свои, а для групп от 10 человек нужна скидка от праздничной. Где это?',
    category: 'informationRequest',
    answers: [
      ['object', house],
      ['place', 'Тарифы'],
    ],
  })
  await prices.take(cast.maya, ago(2, '15:05'))
  await prices.say(
    cast.maya,
    ago(2, '15:18'),
    'Здравствуйте, Пётр! «Тарифы → Праздники → Скидка от этой цены»: укажите «от 10 гостей» и процент.',
  )
  await prices.say(cast.petr, ago(2, '16:40'), 'Нашёл. А на две группы сразу подействует?')
  await prices.resolve(
    cast.maya,
    ago(1, '09:15'),
    'Да, на каждую отдельно. Проверили на вашем тарифе «Новый год»: считает верно.',
  )
}

/** Under way, high, since this hour. */
async function tellOfLock(told: Told, { minutesAgo }: Days): Promise<void> {
  const report = conversation(told)
  await report.open(cast.anna, minutesAgo(50), {
    subject: 'Отчёт по заездам пустой',
    text: 'Отчёт «Заезды на сегодня» пустой, хотя заездов одиннадцать. Горничные не знают, какие номера готовить.',
    category: 'incident',
    priority: 'high',
    answers: [
      ['object', house],
      ['place', 'Отчёты → Заезды'],
    ],
    files: [failedPage('заезды на сегодня.png')],
  })
  await report.take(cast.ilya, minutesAgo(38))
  await report.classify(cast.ilya, minutesAgo(37), 'incident', 'high')
  await report.say(
    cast.ilya,
    minutesAgo(30),
    'Здравствуйте, Анна! Вижу пустой отчёт, в базе заезды есть. Пока возьмите «Брони» с фильтром по дате заезда.',
  )
}
