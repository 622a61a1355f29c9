import { tellOfWork } from './billingStory.ts'
import { conversation } from './conversation.ts'
import { cast } from './people.ts'
import { tellOfService } from './serviceStory.ts'
import { newId, type Told } from './teller.ts'
import { tellOfVendor } from './vendorStory.ts'
import { workdaysAgo, type Ago } from './workdays.ts'

/** Two months of support before the visitor comes. Returns the code that the visitor is to use. */
export async function tellStory(told: Told, now: Date): Promise<string> {
  await told.install(cast.elena, workdaysAgo(now)(55, '09:00'), { choice: 'desk', kind: 'standard' })
  // The desks know nothing of each other.
  const [code] = await Promise.all([tellOfFirstDesks(told, now), tellOfVendor(told, now), tellOfService(told, now)])
  return code
}

/** Standard support, and the partner that the visitor's company is to connect. */
async function tellOfFirstDesks(told: Told, now: Date): Promise<string> {
  const ago = workdaysAgo(now)
  await openDesks(told, ago)
  await tellOfWork(told, now)
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
  await tell(cast.elena, ago(26, '09:05'), 'setStaff', { userId: cast.nikita.userId, role: 'agent' })
  await tell(cast.elena, ago(26, '09:06'), 'setStaff', { userId: cast.alina.userId, role: 'agent' })
  await install(cast.viktor, ago(25, '10:00'), { choice: 'desk' })
  await tell(cast.viktor, ago(25, '10:10'), 'setStaff', { userId: cast.svetlana.userId, role: 'lead' })
  await tell(cast.viktor, ago(25, '10:11'), 'setStaff', { userId: cast.artem.userId, role: 'agent' })
  await tell(cast.viktor, ago(25, '10:12'), 'setStaff', { userId: cast.darya.userId, role: 'agent' })
  await tell(cast.viktor, ago(25, '10:15'), 'acceptPartnerRequests', { accepts: true })
  await install(cast.marina, ago(12, '11:00'), { choice: 'client' })
  await tell(cast.marina, ago(12, '11:20'), 'namePerson', { userId: cast.timur.userId, as: 'integrator' })
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
  const invoice = conversation(told)
  await invoice.open(cast.roman, ago(1, '16:42'), {
    subject: 'Счета не выгружаются в 1С',
    text: 'После обновления обмена счета за ноябрь не появляются в 1С, в журнале «Ошибка сопоставления контрагента». Номера: 418, 421, 422.',
  })
}
