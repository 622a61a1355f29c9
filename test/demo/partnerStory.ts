import { letter, saveReplies, setManager } from './afterwards.ts'
import { dialogue } from './dialogue.ts'
import { conversation } from './conversation.ts'
import { failedPage, log, page, tableWith } from './files.ts'
import { tellOfAccess } from './partnerStoryOfAccess.ts'
import { partnerArticles } from './articles.ts'
import { cast } from './people.ts'
import type { Told } from './teller.ts'
import { daysOf, type Days } from './workdays.ts'

/** Beside the work that is paid for: what the partner's clients have asked, in every state, and what they say of it. */
export async function tellOfPartner(told: Told, now: Date): Promise<void> {
  const days = daysOf(now, 'Europe/Moscow')
  const { ago } = days
  await setManager(told, cast.viktor, ago(18, '10:00'), cast.darya, cast.roman)
  await saveReplies(told, cast.svetlana, ago(18, '10:20'), [
    ['Доступ', 'Здравствуйте, {{клиент}}! Пригласите, пожалуйста, {{специалист}} на портал с правами администратора.'],
    ['Остаток', 'Работу сделаем в пределах вашего пакета, о времени напишу перед началом.'],
  ])
  await tellOfEnds(told, days)
  await tellOfMarks(told, days)
  await tellOfWaiting(told, days)
  await tellOfAccess(told, days)
  await tellOfQueue(told, days)
  // From here on the assistant answers first: what was told before began with people.
  await told.tell(cast.svetlana, ago(17, '11:00'), 'importArticles', { files: partnerArticles, publishes: true })
  const left = dialogue(told, cast.roman)
  await left.ask(ago(2, '12:10'), 'Остаток', 'Где посмотреть остаток пакета?')
  await left.helped(ago(2, '12:12'))
}

/** Outside of what the partner does by the hour; withdrawn; merged. */
async function tellOfEnds(told: Told, { ago }: Days): Promise<void> {
  const site = conversation(told)
  await site.open(cast.roman, ago(13, '11:00'), {
    subject: 'Разработать личный кабинет дилера',
    text: 'Нужен кабинет дилера: заказы, остатки, взаиморасчёты. Есть описание на две страницы.',
    files: [page('dealer-cabinet.pdf', ['Dealer cabinet', '1. Orders', '2. Stock', '3. Mutual settlements'])],
  })
  await site.take(cast.artem, ago(13, '11:30'))
  await site.declineOutside(
    cast.artem,
    ago(13, '11:45'),
    'maintenance',
    'Здравствуйте, Роман! Для кабинета нужно техническое задание и отдельная оценка. Нажмите «Запросить оценку» и ответьте на вопросы.',
  )

  const call = conversation(told)
  await call.open(cast.ksenia, ago(11, '09:20'), {
    subject: 'Не слышно звонки в браузере',
    text: 'Звонки приходят, но собеседника не слышно.',
  })
  await call.say(cast.ksenia, ago(11, '09:40'), 'Был выключен звук у вкладки. Вопрос снят!')
  await call.withdraw(cast.ksenia, ago(11, '09:41'))

  const stages = conversation(told)
  await stages.open(cast.roman, ago(8, '12:00'), {
    subject: 'Лишние стадии в старой воронке',
    text: 'Уберите, пожалуйста, три стадии, которыми никто не пользуется.',
    files: [tableWith('стадии.png', 8, [2, 5, 6])],
  })
  const same = conversation(told)
  await same.open(cast.ksenia, ago(8, '12:25'), {
    subject: 'Стадии воронки',
    text: 'Просьба убрать неиспользуемые стадии.',
  })
  await stages.take(cast.darya, ago(8, '12:40'))
  await same.mergeInto(cast.darya, ago(8, '12:41'), stages)
  await stages.resolve(cast.darya, ago(8, '14:10'), 'Убрали три стадии, сделки из них перенесли в «Согласовали».')
}

/** A five, a two with its reason, a letter that was answered and one that waits. */
async function tellOfMarks(told: Told, { ago, minutesAgo }: Days): Promise<void> {
  const import1c = conversation(told)
  await import1c.open(cast.ksenia, ago(7, '10:10'), {
    subject: 'Контакты загрузились дважды',
    text: 'После загрузки из таблицы контактов стало вдвое больше. Как убрать повторы?',
    files: [log('import.log', '2026-11-16', 'duplicate key: phone, 214 rows were added anew')],
  })
  await import1c.take(cast.artem, ago(7, '12:30'))
  await import1c.say(
    cast.artem,
    ago(7, '12:40'),
    'Здравствуйте, Ксения! Объединим повторы по телефону, это час работы.',
  )
  await import1c.resolve(cast.artem, ago(6, '16:00'), 'Объединили 214 контактов, история сделок сохранилась.')
  await import1c.confirm(cast.ksenia, ago(6, '16:30'))
  await import1c.rate(cast.ksenia, ago(6, '16:31'), 2, 'Сделали хорошо, но первого ответа ждали больше двух часов.')
  const complaint = await letter(told, cast.ksenia, ago(6, '16:40'), {
    kind: 'urgent',
    ticketId: import1c.ticketId,
    text: 'По регламенту первый ответ за два часа, а ждали дольше. Так будет и дальше?',
  })
  await complaint.answer(
    cast.svetlana,
    ago(5, '09:30'),
    'Ксения, вы правы: дежурный смены не увидел обращение. Теперь очередь подсвечивает срок за полчаса.',
  )

  const fields = conversation(told)
  await fields.open(cast.roman, ago(4, '10:00'), {
    subject: 'Обязательные поля для юрлиц',
    text: 'ИНН и КПП должны быть обязательными только для компаний, для физлиц нет.',
  })
  await fields.take(cast.darya, ago(4, '10:20'))
  await fields.resolve(cast.darya, ago(4, '15:00'), 'Готово: поля обязательны по типу компании.')
  await fields.confirm(cast.roman, ago(4, '15:40'))
  await fields.rate(cast.roman, ago(4, '15:41'), 5, 'Быстро и без лишних вопросов.')
  await letter(told, cast.roman, minutesAgo(70), {
    kind: 'feedback',
    text: 'Хотим с января работать с одним и тем же специалистом. Это возможно?',
  })
}

/** Waits for the client, for its developers, for a word that it helped. */
async function tellOfWaiting(told: Told, { ago, ahead }: Days): Promise<void> {
  const bank = conversation(told)
  await bank.open(cast.roman, ago(2, '10:05'), {
    subject: 'Выписка банка не загружается',
    text: 'Загрузка выписки останавливается на середине файла.',
    files: [log('bank.log', '2026-11-24', 'line 9097: amount expected, got "--"')],
  })
  await bank.take(cast.artem, ago(2, '10:40'))
  await bank.ask(
    cast.artem,
    ago(2, '10:50'),
    'Здравствуйте, Роман! Пришлите, пожалуйста, сам файл выписки за этот день.',
  )
  await bank.note(cast.artem, ago(2, '10:55'), '@Дарья Селезнёва, это тот же банк, что у «Дубравы»?', [cast.darya])

  const widget = conversation(told)
  await widget.open(cast.ksenia, ago(6, '11:00'), {
    subject: 'Виджет чата закрывает корзину',
    text: 'На телефоне виджет чата закрывает кнопку «Корзина».',
    files: [failedPage('корзина на телефоне.png')],
  })
  await widget.take(cast.darya, ago(6, '11:30'))
  await widget.defer(cast.darya, ago(5, '10:00'), {
    reason: 'development',
    text: 'Отступ виджета поправят в его следующем обновлении. Пока он сдвинут выше.',
    until: ahead(8, '12:00'),
  })

  const report = conversation(told)
  await report.open(cast.roman, ago(2, '15:00'), {
    subject: 'Отчёт по менеджерам за квартал',
    text: 'Нужен отчёт: сделки, сумма, средний чек по каждому менеджеру.',
  })
  await report.take(cast.darya, ago(2, '15:20'))
  await report.say(cast.darya, ago(1, '11:00'), 'Отчёт собран, выгрузка за прошлый квартал во вложении.', [
    page('managers-q3.pdf', ['Managers, third quarter', 'Anna: 41 deals', 'Oleg: 37 deals', 'Ksenia: 52 deals']),
  ])
  await report.resolve(cast.darya, ago(1, '11:05'), 'Отчёт в «Аналитика → Мои отчёты», обновляется сам.')
}

/** What waits at the partner's desk before the visitor's company comes to it. */
async function tellOfQueue(told: Told, { ago, minutesAgo }: Days): Promise<void> {
  const invoice = conversation(told)
  await invoice.open(cast.roman, ago(1, '16:42'), {
    subject: 'Счета не выгружаются в 1С',
    text: 'После обновления обмена счета за ноябрь не появляются в 1С, в журнале «Ошибка сопоставления контрагента». Номера: 418, 421, 422.',
  })
  const mailing = conversation(told)
  await mailing.open(cast.ksenia, minutesAgo(20), {
    subject: 'Рассылка по сегменту «Давно не покупали»',
    text: 'Помогите собрать сегмент: кто не покупал полгода и больше, и отправить им письмо.',
  })
}
