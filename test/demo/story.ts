import { cast } from './people.ts'
import { newId, type Teller, type Told } from './teller.ts'
import { workdaysAgo } from './workdays.ts'

type Ago = (days: number, time: `${number}:${number}`) => Date

/** Two weeks of support before the visitor comes. Returns the code that the visitor is to use. */
export async function tellStory(told: Told, now: Date): Promise<string> {
  const ago: Ago = (days, time) => workdaysAgo(now, days, time)
  await openDesks(told, ago)
  await connectNeighbour(told, ago)
  await tellOfStandardSupport(told, ago)
  await tellOfPartner(told, ago)
  const note = 'Для «Ромашки», договорились по телефону'
  const issued = await told.tell(cast.viktor, ago(1, '16:05'), 'issueCode', {
    maxUses: 1,
    expiresInDays: 30,
    clientStatus: 1,
    note,
  })
  return issued.code
}

async function openDesks({ tell, install }: Told, ago: Ago): Promise<void> {
  await install(cast.elena, ago(14, '09:00'), { choice: 'desk', kind: 'standard' })
  await tell(cast.elena, ago(14, '09:05'), 'setStaff', { userId: cast.nikita.userId, role: 'agent' })
  await tell(cast.elena, ago(14, '09:06'), 'setStaff', { userId: cast.alina.userId, role: 'agent' })
  await install(cast.viktor, ago(13, '10:00'), { choice: 'desk' })
  await tell(cast.viktor, ago(13, '10:10'), 'setStaff', { userId: cast.svetlana.userId, role: 'lead' })
  await tell(cast.viktor, ago(13, '10:11'), 'setStaff', { userId: cast.artem.userId, role: 'agent' })
  await tell(cast.viktor, ago(13, '10:12'), 'setStaff', { userId: cast.darya.userId, role: 'agent' })
  await install(cast.marina, ago(12, '11:00'), { choice: 'client' })
  await tell(cast.marina, ago(12, '11:20'), 'namePerson', { userId: cast.timur.userId, as: 'integrator' })
}

async function connectNeighbour({ tell, install }: Told, ago: Ago): Promise<void> {
  await install(cast.roman, ago(10, '12:00'), { choice: 'client' })
  const { code } = await tell(cast.viktor, ago(10, '12:30'), 'issueCode', {
    maxUses: 1,
    expiresInDays: 14,
    clientStatus: 1,
    note: '«Северный ветер», продлили лицензию через нас',
  })
  const { stateToken } = await tell(cast.roman, ago(10, '14:00'), 'previewCode', { code })
  await tell(cast.roman, ago(10, '14:02'), 'activateCode', { code, stateToken })
}

/** What the client has asked standard support so far: one problem solved, one under way. */
async function tellOfStandardSupport(told: Told, ago: Ago): Promise<void> {
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
  await told.tell(cast.nikita, ago(3, '10:40'), 'resolveTicket', {
    ticketId: mail.ticketId,
    messageId: newId(),
    text: 'Отлично! Если спам вернётся, откройте это обращение снова: вся переписка останется здесь.',
  })
  await told.tell(cast.marina, ago(3, '11:02'), 'confirmResolution', { ticketId: mail.ticketId })

  const phone = conversation(told)
  await phone.open(cast.timur, ago(1, '15:10'), {
    subject: 'На телефоне не открывается карточка сделки',
    text: 'В мобильном приложении карточка сделки открывается пустой, хотя в браузере всё на месте. Два сотрудника, оба на Android 15.',
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
  await phone.say(
    cast.alina,
    ago(1, '16:10'),
    'Повторила у себя: пустая карточка появляется именно из-за формулы с датой. Пока её можно убрать из мобильного вида, ' +
      'в браузере она останется. Завтра вернусь с ответом, когда это исправят.',
  )
}

/** What waits at the partner's desk before the visitor's company comes to it. */
async function tellOfPartner(told: Told, ago: Ago): Promise<void> {
  const funnel = conversation(told)
  await funnel.open(cast.ksenia, ago(3, '09:40'), {
    subject: 'Отдельная воронка для повторных продаж',
    text: 'Хотим вести повторные продажи отдельно от новых: свои стадии и свои сотрудники. Поможете настроить?',
  })
  await funnel.take(cast.artem, ago(3, '09:52'))
  await funnel.say(
    cast.artem,
    ago(3, '10:05'),
    'Здравствуйте, Ксения! Да, сделаем. Пришлите, пожалуйста, список стадий и кто за какую отвечает.',
  )
  await funnel.say(
    cast.ksenia,
    ago(3, '11:30'),
    'Стадии: *Напомнили*, *Подобрали*, *Согласовали*, *Отгрузили*. Первые две ведёт Анна, остальные я.',
  )
  await funnel.note(
    cast.svetlana,
    ago(3, '11:45'),
    'Артём, у них тариф «Профессиональный»: роботов можно ставить на каждую стадию. Сначала согласуй тексты напоминаний.',
  )
  await funnel.say(
    cast.artem,
    ago(2, '16:15'),
    'Воронка готова, права настроены. Посмотрите, пожалуйста, тексты напоминаний в роботе первой стадии: если всё верно, включу его.',
  )

  const invoice = conversation(told)
  await invoice.open(cast.roman, ago(1, '16:42'), {
    subject: 'Счета не выгружаются в 1С',
    text: 'После обновления обмена счета за ноябрь не появляются в 1С, в журнале «Ошибка сопоставления контрагента». Номера: 418, 421, 422.',
  })
}

/** One ticket, told message by message. */
function conversation({ tell }: Told) {
  const ticketId = newId()
  return {
    ticketId,
    open: (who: Teller, at: Date, what: { subject: string; text: string }) =>
      tell(who, at, 'openTicket', { ticketId, messageId: newId(), ...what }),
    take: (who: Teller, at: Date) => tell(who, at, 'takeTicket', { ticketId }),
    say: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'public', isQuestion: false }),
    ask: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'public', isQuestion: true }),
    note: (who: Teller, at: Date, text: string) => write(who, at, text, { kind: 'note', isQuestion: false }),
  }

  /** Nobody answers what they have not read. */
  async function write(who: Teller, at: Date, text: string, how: { kind: 'public' | 'note'; isQuestion: boolean }) {
    const { summary } = await tell(who, at, 'readTicket', { ticketId })
    await tell(who, at, 'markRead', { ticketId, seq: summary.lastSeq })
    return tell(who, at, 'sendMessage', { ticketId, messageId: newId(), text, ...how })
  }
}
