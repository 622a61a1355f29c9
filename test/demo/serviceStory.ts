import { randomUUID } from 'node:crypto'
import { saveReplies, setManager } from './afterwards.ts'
import { serviceArticles } from './articles.ts'
import { deskAddress } from './channels/correspondents.ts'
import { connect, openDesk } from './connecting.ts'
import { dialogue } from './dialogue.ts'
import { conversation } from './conversation.ts'
import { cast } from './people.ts'
import { tellOfHarbour } from './serviceStoryOfHarbour.ts'
import { tellOfNights } from './serviceStoryOfNights.ts'
import type { Teller, Told } from './teller.ts'
import { daysOf, type Days } from './workdays.ts'

/** Where the desk's mailbox is, and its bot's token. */
export type StoryChannels = {
  mail: { imapPort: number; smtpPort: number; password: string }
  telegram: { token: string }
}

/** A booking service by `saas-support`: categories and priorities with times, every day from 8 to 20; one client's contract has ended. */
export async function tellOfService(told: Told, now: Date, channels: StoryChannels): Promise<void> {
  const days = daysOf(now, 'Europe/Moscow')
  const { ago } = days
  const { tell } = told
  await openDesk(told, cast.german, [ago(48, '09:00'), ago(48, '09:30')], 'saas-support')
  await tell(cast.german, ago(48, '10:00'), 'setStaff', { userId: cast.vera.userId, role: 'lead' })
  await tell(cast.german, ago(48, '10:01'), 'setStaff', { userId: cast.ilya.userId, role: 'agent' })
  await tell(cast.german, ago(48, '10:02'), 'setStaff', { userId: cast.maya.userId, role: 'agent' })
  const welcome = (admin: Teller, since: number, note: string) =>
    connect(told, admin, [ago(since, '11:00'), ago(since, '11:20'), ago(since, '12:05')], {
      owner: cast.german,
      clientStatus: 1,
      note,
    })
  await welcome(cast.stepan, 46, 'Хостел «Якорь», 18 мест')
  await welcome(cast.anna, 44, 'Гостиница «Лесная гавань», 64 номера')
  await welcome(cast.lidia, 38, 'Апартаменты «Белые ночи», 9 номеров')

  await setManager(told, cast.german, ago(37, '10:00'), cast.maya, cast.anna)
  await saveReplies(told, cast.vera, ago(36, '09:10'), [
    ['Номер брони', 'Здравствуйте, {{клиент}}! Пришлите, пожалуйста, номер брони, в которой это видно.'],
    ['Нерабочие часы', 'Отвечаем сегодня {{часы}}. За работой платформы следим круглосуточно.'],
  ])

  await connectChannels(told, ago(34, '09:00'), channels)
  await tellOfAnchor(told, days)
  await tellOfHarbour(told, days)
  await tellOfNights(told, days)
  // From here on the assistant answers first: what was told before began with people.
  await tell(cast.vera, ago(35, '10:00'), 'importArticles', { files: serviceArticles, publishes: true })
  const booking = dialogue(told, cast.anna)
  await booking.ask(ago(2, '20:10'), 'Отмена брони', 'Отмена брони: как вернуть деньги гостю?')
  await booking.helped(ago(2, '20:13'))
}

/** The desk gave notice a month and more ago, and the notice is over. */
async function tellOfAnchor(told: Told, { ago }: Days): Promise<void> {
  const sheet = conversation(told)
  await sheet.open(cast.stepan, ago(32, '12:10'), {
    subject: 'Выгрузить все брони в таблицу',
    text: 'Переходим на другую систему. Как забрать все брони за два года одним файлом?',
    category: 'informationRequest',
    answers: [
      ['object', 'Хостел «Якорь»'],
      ['goal', 'Перенести историю броней в новую систему'],
    ],
  })
  await sheet.take(cast.maya, ago(32, '12:40'))
  await sheet.say(
    cast.maya,
    ago(32, '12:52'),
    'Здравствуйте, Степан! «Отчёты → Брони → Выгрузить», период любой, формат XLSX.',
  )
  await sheet.resolve(
    cast.maya,
    ago(32, '15:10'),
    'Жаль расставаться. Если понадобится помощь с выгрузкой, мы на связи до конца договора.',
  )
  await sheet.confirm(cast.stepan, ago(32, '16:00'))
  const { connections } = await told.tell(cast.german, ago(30, '10:00'), 'listConnections', {})
  const connection = connections.find(({ memberId }) => memberId === told.memberIdOf(cast.stepan))
  if (connection === undefined) throw new Error('the hostel is not connected')
  await told.tell(cast.german, ago(30, '10:01'), 'endConnection', { connectionId: connection.connectionId })
}

async function connectChannels({ tell }: Told, at: Date, { mail, telegram }: StoryChannels): Promise<void> {
  const server = { host: '127.0.0.1', security: 'none' as const, user: deskAddress }
  await tell(cast.german, at, 'addMailbox', {
    accountId: randomUUID(),
    address: deskAddress,
    imap: { ...server, port: mail.imapPort },
    smtp: { ...server, port: mail.smtpPort },
    imapPassword: mail.password,
    smtpPassword: mail.password,
  })
  await tell(cast.german, at, 'addBot', { accountId: randomUUID(), channel: 'telegram', token: telegram.token })
}
