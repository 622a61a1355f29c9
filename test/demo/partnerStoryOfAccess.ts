import { conversation } from './conversation.ts'
import { cast } from './people.ts'
import { newId, type Told } from './teller.ts'
import type { Days } from './workdays.ts'

/** T9, Q11: access that waits for its consent, access that was given and looked at, and a session at the client's screen. */
export async function tellOfAccess({ tell, ...told }: Told, { minutesAgo, ahead }: Days): Promise<void> {
  const printing = conversation({ tell, ...told })
  const { ticketId } = printing
  await printing.open(cast.roman, minutesAgo(170), {
    subject: 'Из сделки не печатается договор',
    text: 'Шаблон договора выбирается, а файл пустой. У коллег с другого компьютера печатается.',
  })
  await printing.take(cast.artem, minutesAgo(160))
  await printing.say(
    cast.artem,
    minutesAgo(158),
    'Здравствуйте, Роман! Похоже на настройки рабочего места: посмотрим вместе по удалённому сеансу.',
  )
  const until = ahead(3, '18:00').toISOString()
  const session = { ticketId, accessId: newId() }
  const purpose = 'Посмотреть, как печатается договор на вашем рабочем месте'
  await tell(cast.artem, minutesAgo(157), 'askAccess', { ...session, kind: 'remote', tool: 'anydesk', purpose, until })
  const workplace = { login: '412 873 605', password: 'на один сеанс' }
  await tell(cast.roman, minutesAgo(150), 'giveBox', { ...session, until, tool: 'anydesk', content: workplace })
  await tell(cast.artem, minutesAgo(148), 'lookIntoBox', session)
  await tell(cast.artem, minutesAgo(147), 'startRemoteSession', { ...session, sessionId: newId() })
  await tell(cast.artem, minutesAgo(129), 'endRemoteSession', session)
  await printing.say(
    cast.artem,
    minutesAgo(126),
    'На рабочем месте всё в порядке. Осталось проверить сервер печати: нужен доступ к нему, запрос в обращении.',
  )
  const server = {
    ticketId,
    accessId: newId(),
    kind: 'ssh',
    purpose: 'Прочитать журнал сервера печати',
    until,
  } as const
  await tell(cast.artem, minutesAgo(125), 'askAccess', server)
}
