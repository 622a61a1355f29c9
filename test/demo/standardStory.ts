import { announce, letter, saveReplies } from './afterwards.ts'
import { dialogue } from './dialogue.ts'
import { conversation } from './conversation.ts'
import { failedPage, log, page, tableWith } from './files.ts'
import { cast } from './people.ts'
import { newId, type Told } from './teller.ts'
import { daysOf, type Days } from './workdays.ts'

/** What the visitor's company has asked standard support so far: tickets in every state, without promised times. */
export async function tellOfStandardSupport(told: Told, now: Date): Promise<void> {
  const days = daysOf(now, 'Europe/Moscow')
  await saveReplies(told, cast.elena, days.ago(25, '12:00'), [
    ['Шаги', 'Здравствуйте, {{клиент}}! Напишите, пожалуйста, по шагам: что делали, чего ожидали и что получили.'],
    ['Партнёр', 'Это делают партнёры. Подключите одного из них кодом: он поможет и с доработками.'],
  ])
  const incident = await announce(told, cast.elena, days.ago(6, '10:20'), 'ru', {
    kind: 'incident',
    severity: 'critical',
    title: 'Не приходят письма из CRM',
    body: 'Почтовый сервер не принимает исходящие. Входящие идут как обычно. Следующая новость: до **12:00**.',
    from: days.ago(6, '10:05'),
    until: null,
  })
  await incident.end(days.ago(6, '11:45'), 'Отправка восстановлена, письма из очереди ушли.')
  await announce(told, cast.elena, days.ago(1, '16:30'), 'ru', {
    kind: 'maintenance',
    severity: 'info',
    title: 'Обновление телефонии в ночь на выходные',
    body: 'Звонки могут прерываться на 10–15 минут. Обращения принимаем как обычно.',
    from: days.ago(1, '16:30'),
    until: new Date(now.getTime() + 3 * 86_400_000),
  })
  const memberId = told.memberIdOf(cast.marina)
  await tellOfMail(told, days)
  await tellOfPhone(told, days)
  await tellOfEnds(told, days)
  await tellOfDisk(told, days)
  await tellOfWaiting(told, days)
  await tellOfNow(told, days)
  // From here on the assistant answers first: what was told before began with people.
  await told.tell(cast.elena, days.ago(24, '10:00'), 'copyOwnArticles', {})
  await tellOfAssistant(told, days)
  await told.tell(cast.elena, days.ago(1, '17:00'), 'nameClient', { memberId, name: 'Ромашка' })
}

/** Helped; handed over, with all that was said; and one that is still answered. */
async function tellOfAssistant(told: Told, { ago }: Days): Promise<void> {
  const tasks = dialogue(told, cast.timur)
  await tasks.ask(ago(2, '19:40'), 'Повторяющаяся задача', 'Как сделать, чтобы задача повторялась каждую неделю?')
  await tasks.helped(ago(2, '19:43'))

  const robot = dialogue(told, cast.marina)
  await robot.ask(ago(1, '11:02'), 'Сделка не переходит на стадию', 'Сделка сама не переходит на стадию «В работе»')
  await robot.notHelped(ago(1, '11:04'))
  await robot.write(ago(1, '11:05'), 'Раньше стадия менялась сама после оплаты счёта, теперь стоит на месте')
  await robot.person(ago(1, '11:08'))
  const { ticketId } = robot
  await told.tell(cast.alina, ago(1, '11:20'), 'takeTicket', { ticketId })
  const text =
    'Здравствуйте, Марина! Переписку с помощником вижу. Проверила роботов воронки: у стадии «В работе» отключено условие по оплате. Включите его, и стадия снова будет меняться сама.'
  const message = { messageId: newId(), text, kind: 'public', isQuestion: false } as const
  await told.tell(cast.alina, ago(1, '11:31'), 'sendMessage', { ticketId, ...message })

  const waiting = dialogue(told, cast.oleg)
  await waiting.ask(ago(1, '18:40'), 'Пароль', 'Как сменить пароль, если я его забыл?')
}

/** Solved, confirmed and praised. */
async function tellOfMail(told: Told, { ago }: Days): Promise<void> {
  const mail = conversation(told)
  await mail.open(cast.marina, ago(4, '11:18'), {
    subject: 'Письма клиентам попадают в спам',
    text:
      'Добрый день! Со вчерашнего дня письма из CRM приходят клиентам в папку «Спам».\n\n' +
      'Отправляем с ящика info@romashka.example, раньше всё доходило нормально. Что проверить?',
  })
  await mail.take(cast.nikita, ago(4, '11:26'))
  await mail.ask(
    cast.nikita,
    ago(4, '11:31'),
    'Здравствуйте, Марина! Скорее всего, не хватает одной из подписей домена. Подскажите, пожалуйста:\n\n' +
      '1. меняли ли вы на днях регистратора или почтовый сервис;\n2. есть ли в DNS записи SPF и DKIM?',
  )
  await mail.say(
    cast.marina,
    ago(4, '12:04'),
    'Почту перенесли к новому провайдеру в понедельник. SPF есть, DKIM не вижу.',
  )
  await mail.say(
    cast.nikita,
    ago(4, '12:20'),
    'Тогда дело в нём. Возьмите ключ в кабинете провайдера и добавьте запись TXT с именем `mail._domainkey`. ' +
      'Через час-два отправьте письмо себе на внешний ящик и посмотрите строку **DKIM: pass**.',
  )
  await mail.say(cast.marina, ago(3, '10:12'), 'Добавили, письма снова приходят во «Входящие». Спасибо!')
  await mail.resolve(
    cast.nikita,
    ago(3, '10:40'),
    'Отлично! Если спам вернётся, откройте это обращение снова: вся переписка останется здесь.',
  )
  await mail.confirm(cast.marina, ago(3, '11:02'))
  await mail.rate(cast.marina, ago(3, '11:03'), 5, 'Всё по делу, с первого ответа.')
}

/** Under way; one of the staff asks another, and sees the pictures. */
async function tellOfPhone(told: Told, { ago }: Days): Promise<void> {
  const phone = conversation(told)
  await phone.open(cast.timur, ago(1, '15:10'), {
    subject: 'На телефоне не открывается карточка сделки',
    text: 'В мобильном приложении карточка сделки открывается пустой, хотя в браузере всё на месте. Два сотрудника, оба на Android 15.',
    files: [failedPage('карточка на телефоне.png'), tableWith('та же сделка в браузере.png', 9, [3])],
  })
  await phone.take(cast.alina, ago(1, '15:22'))
  await phone.ask(
    cast.alina,
    ago(1, '15:30'),
    'Здравствуйте, Тимур! Какая версия приложения стоит у сотрудников и есть ли в карточке свои поля с формулами?',
  )
  await phone.say(
    cast.timur,
    ago(1, '15:48'),
    'Версия последняя из магазина. Свои поля есть, две формулы добавили на прошлой неделе.',
  )
  await phone.note(cast.alina, ago(1, '15:55'), '@Никита Громов, у тебя был похожий случай с формулой?', [cast.nikita])
  await phone.note(cast.nikita, ago(1, '16:02'), 'Да: формула с датой. Разработчики знают, исправят на этой неделе.')
  await phone.say(
    cast.alina,
    ago(1, '16:10'),
    'Повторила у себя: пустая карточка появляется именно из-за формулы с датой. Пока её можно убрать из мобильного вида, ' +
      'в браузере она останется. Завтра вернусь с ответом, когда это исправят.',
  )
}

/** Outside of what it does; withdrawn; merged with an equal one; and one that nobody came back to. */
async function tellOfEnds(told: Told, { ago }: Days): Promise<void> {
  const app = conversation(told)
  await app.open(cast.oleg, ago(11, '10:15'), {
    subject: 'Нужно приложение для учёта пропусков',
    text: 'Хотим выдавать пропуска посетителям прямо из портала. Можете написать такое приложение?',
  })
  await app.take(cast.alina, ago(11, '10:40'))
  await app.declineOutside(
    cast.alina,
    ago(11, '10:52'),
    'standard',
    'Здравствуйте, Олег! Приложения пишут партнёры: подключите одного из них кодом, и с этим вопросом поможет он.',
  )

  const group = conversation(told)
  await group.open(cast.oleg, ago(9, '12:00'), {
    subject: 'Не приходят приглашения в группу',
    text: 'Пригласил троих в рабочую группу, приглашений они не видят.',
  })
  await group.say(cast.oleg, ago(9, '12:20'), 'Нашёл: приглашал не тех. Спасибо!')
  await group.withdraw(cast.oleg, ago(9, '12:21'))

  const report = conversation(told)
  await report.open(cast.marina, ago(8, '10:05'), {
    subject: 'Отчёт по звонкам не считает пропущенные',
    text: 'В отчёте «Звонки за неделю» пропущенных ноль, хотя их было не меньше десяти.',
    files: [tableWith('звонки за неделю.png', 10, [1, 4, 8])],
  })
  const again = conversation(told)
  await again.open(cast.timur, ago(8, '10:30'), {
    subject: 'Звонки: ноль пропущенных',
    text: 'Отчёт показывает ноль пропущенных звонков за неделю.',
  })
  await report.take(cast.nikita, ago(8, '11:00'))
  await again.mergeInto(cast.nikita, ago(8, '11:02'), report)
  await report.say(
    cast.nikita,
    ago(8, '11:20'),
    'Здравствуйте! В отчёте стоит фильтр по линии «Продажи», а пропускают на «Поддержке». Снимите его.',
  )
  await report.resolve(cast.nikita, ago(8, '15:00'), 'Если не поможет, откройте обращение снова.')
}

/** Three days for one answer: rated low, and a letter about it. */
async function tellOfDisk(told: Told, { ago, minutesAgo }: Days): Promise<void> {
  const disk = conversation(told)
  await disk.open(cast.oleg, ago(10, '16:40'), {
    subject: 'Папки на Диске исчезли у отдела',
    text: 'У отдела продаж пропали общие папки на Диске. У руководителя они есть.',
  })
  await disk.take(cast.alina, ago(9, '11:00'))
  await disk.say(cast.alina, ago(7, '12:10'), 'Здравствуйте, Олег! Доступ отдела сняли вместе с уволенным сотрудником.')
  await disk.resolve(cast.alina, ago(7, '12:30'), 'Верните доступ в «Настройки папки → Общий доступ».')
  await disk.confirm(cast.oleg, ago(6, '10:00'))
  await disk.rate(cast.oleg, ago(6, '10:02'), 2, 'Решение верное, но трое суток отдел работал без папок.')
  const complaint = await letter(told, cast.oleg, ago(6, '10:10'), {
    kind: 'feedback',
    ticketId: disk.ticketId,
    text: 'Почему на простой вопрос о доступе отвечают третий день? Хотя бы напишите, что вопрос в очереди.',
  })
  await complaint.answer(
    cast.elena,
    ago(6, '15:30'),
    'Олег, вы правы: очередь в те дни была длинной, и мы об этом не сказали. Теперь в обращении видно, сколько перед вами.',
  )
  await letter(told, cast.marina, minutesAgo(90), {
    kind: 'urgent',
    text: 'В пятницу переезжаем на новый тариф. Кто в этот день будет на связи, если что-то пойдёт не так?',
  })
}

/** The desk waits for the client; the client waits for a release; and one is solved as far as the desk knows. */
async function tellOfWaiting(told: Told, { ago, ahead }: Days): Promise<void> {
  const forms = conversation(told)
  await forms.open(cast.marina, ago(2, '10:20'), {
    subject: 'CRM-форма не создаёт лиды',
    text: 'Форма на сайте отправляется, посетитель видит «Спасибо», а лидов в CRM нет.',
  })
  await forms.take(cast.nikita, ago(2, '10:50'))
  await forms.ask(
    cast.nikita,
    ago(2, '11:00'),
    'Здравствуйте, Марина! Пришлите, пожалуйста, ссылку на страницу с формой.',
  )

  const calendar = conversation(told)
  await calendar.open(cast.timur, ago(7, '13:00'), {
    subject: 'Календарь сдвигает встречи на час',
    text: 'Встречи из внешнего календаря показываются на час раньше. Началось после перехода на новую версию.',
    files: [
      log('calendar.log', '2026-11-17', 'event 9097: start differs by 3600 s'),
      page('calendar-settings.pdf', ['Calendar settings', 'Time zone: Europe/Moscow', 'Exchange: every 15 minutes']),
    ],
  })
  await calendar.take(cast.alina, ago(7, '13:30'))
  await calendar.defer(cast.alina, ago(6, '11:00'), {
    reason: 'development',
    text: 'Ошибку подтвердили: она в обмене с внешними календарями. Исправление войдёт в ближайшее обновление.',
    until: ahead(10, '12:00'),
  })

  const robot = conversation(told)
  await robot.open(cast.oleg, ago(2, '14:00'), {
    subject: 'Как поставить задачу роботом на двоих',
    text: 'Хочу, чтобы робот ставил задачу менеджеру и соисполнителю. Соисполнителя выбрать негде.',
  })
  await robot.take(cast.nikita, ago(2, '14:30'))
  await robot.resolve(
    cast.nikita,
    ago(1, '11:15'),
    'Здравствуйте, Олег! Соисполнители в роботе под «Дополнительно», ниже срока.',
  )
}

/** Just come. */
async function tellOfNow(told: Told, { minutesAgo }: Days): Promise<void> {
  const fields = conversation(told)
  await fields.open(cast.marina, minutesAgo(18), {
    subject: 'Поле «Источник» пропало из карточки компании',
    text: 'Открыла карточку компании, хотела указать источник. Ожидала поле «Источник», а его нет ни в одной карточке.',
    files: [failedPage('карточка компании.png')],
  })
}
