import { auditKinds, type AuditEntry, type AuditFact, type AuditKind } from './types.ts'
import { kindTexts, type FactTexts, type Texts } from './acts.texts.ts'
import type { Language } from '../common.ts'

const say = (ru: string, uk: string, en: string): Texts => ({ ru, uk, en })

/** How each fact is called beside its value. */
export const factLabels: Record<AuditFact, Texts> = {
  lastGroup: say('Код', 'Код', 'Code'),
  codePortal: say('Код для портала', 'Код для порталу', 'Code for the portal'),
  maxUses: say('Активаций не больше', 'Активацій не більше', 'Activations at most'),
  expiresAt: say('Код действует до', 'Код діє до', 'Code valid until'),
  plans: say('Тарифные планы', 'Тарифні плани', 'Plans'),
  notified: say('Получателей', 'Одержувачів', 'People notified'),
  clientStatus: say('Статус клиента', 'Статус клієнта', 'Client status'),
  regulationVersion: say('Версия регламента', 'Версія регламенту', 'Version of the regulation'),
  effectiveAt: say('Действует с', 'Діє з', 'In force from'),
  changedFields: say('Изменено полей', 'Змінено полів', 'Fields changed'),
  endsAt: say('Подключение действует до', 'Підключення діє до', 'Connection lives until'),
  endReason: say('Почему завершено', 'Чому завершено', 'Why it ended'),
  messengerFrom: say('Прежний мессенджер', 'Попередній месенджер', 'Messenger before'),
  messengerTo: say('Мессенджер', 'Месенджер', 'Messenger'),
  person: say('Сотрудник', 'Співробітник', 'Person'),
  roleFrom: say('Прежняя роль', 'Попередня роль', 'Role before'),
  roleTo: say('Роль', 'Роль', 'Role'),
  getsTickets: say('Получает обращения', 'Отримує звернення', 'Gets tickets'),
  skills: say('Навыки', 'Навички', 'Skills'),
  startsAt: say('С', 'З', 'From'),
  stopsAt: say('По', 'До', 'Until'),
  assignmentFrom: say('Прежнее распределение', 'Попередній розподіл', 'Assignment before'),
  assignmentTo: say('Распределение', 'Розподіл', 'Assignment'),
  ticketNumber: say('Обращение', 'Звернення', 'Ticket'),
  fileFormat: say('Вид файла', 'Вид файла', 'File format'),
  deskName: say('Название', 'Назва', 'Name'),
  deskKind: say('Вид службы', 'Вид служби', 'Kind of desk'),
  nameFrom: say('Прежнее название', 'Попередня назва', 'Name before'),
  nameTo: say('Название', 'Назва', 'Name'),
  rows: say('Записей', 'Записів', 'Entries'),
  narrowedTo: say('Только', 'Лише', 'Only'),
  narrowedFrom: say('С', 'З', 'From'),
  narrowedUntil: say('По', 'До', 'Until'),
  narrowedBy: say('Также отобрано', 'Також відібрано', 'Narrowed by'),
  tickets: say('Обращений', 'Звернень', 'Tickets'),
  numbers: say('Номера', 'Номери', 'Numbers'),
  lockReason: say('Причина', 'Причина', 'Reason'),
  plan: say('Тарифный план', 'Тарифний план', 'Plan'),
  quanta: say('Квантов', 'Квантів', 'Quanta'),
  amount: say('Сумма', 'Сума', 'Amount'),
  document: say('Документ', 'Документ', 'Document'),
  daysLeft: say('Дней до конца пакета', 'Днів до кінця пакета', 'Days until the package ends'),
  licenceUntil: say('Лицензия до', 'Ліцензія до', 'Licence until'),
  note: say('Пояснение', 'Пояснення', 'Explanation'),
}

const roles = {
  agent: say('специалист', 'спеціаліст', 'specialist'),
  lead: say('руководитель', 'керівник', 'head of support'),
  owner: say('управляющий', 'керуючий', 'owner'),
}
const messengers = {
  whatsapp: say('WhatsApp', 'WhatsApp', 'WhatsApp'),
  telegram: say('Telegram', 'Telegram', 'Telegram'),
  max: say('MAX', 'MAX', 'MAX'),
}
const assignments = {
  manual: say('вручную', 'вручну', 'by hand'),
  roundRobin: say('по очереди', 'по черзі', 'in turn'),
  leastLoaded: say('наименее загруженному', 'найменш завантаженому', 'to the least loaded'),
}
const kinds: Record<AuditKind, Texts> = kindTexts

/** Facts whose value is a code of ours: what it means. */
export const valueTexts: Partial<Record<AuditFact, Readonly<Record<string, Texts>>>> = {
  endReason: {
    client_left: say(
      'клиент вернулся к стандартной поддержке',
      'клієнт повернувся до стандартної підтримки',
      'the client went back to standard support',
    ),
    desk_ended: say('срок уведомления истёк', 'строк попередження минув', 'the notice period was over'),
    switched: say(
      'клиент перешёл к другому партнёру',
      'клієнт перейшов до іншого партнера',
      'the client moved to another partner',
    ),
    uninstalled: say('приложение удалено', 'застосунок видалено', 'the application was removed'),
  },
  lockReason: {
    partner_connected: say('клиент подключил партнёра', 'клієнт підключив партнера', 'the client connected a partner'),
    left_desk: say('клиент ушёл от службы', 'клієнт пішов від служби', 'the client left the desk'),
    free_tariff: say(
      'на тарифе портала нет специалистов',
      'на тарифі порталу немає спеціалістів',
      'the portal’s tariff has no people',
    ),
    desk_ended: say('служба завершила подключение', 'служба завершила підключення', 'the desk ended the connection'),
    uninstalled: say('приложение удалено', 'застосунок видалено', 'the application was removed'),
  },
  roleFrom: roles,
  roleTo: roles,
  messengerFrom: messengers,
  messengerTo: messengers,
  getsTickets: { true: say('да', 'так', 'yes'), false: say('нет', 'ні', 'no') },
  assignmentFrom: assignments,
  assignmentTo: assignments,
  deskKind: {
    standard: say('стандартная', 'стандартна', 'standard'),
    partner: say('партнёрская', 'партнерська', 'partner'),
  },
  narrowedTo: kinds,
  narrowedBy: {
    person: say('по человеку', 'за людиною', 'person'),
    portal: say('по порталу', 'за порталом', 'portal'),
    search: say('по словам', 'за словами', 'words'),
  },
}

const instants: readonly AuditFact[] = [
  'expiresAt',
  'endsAt',
  'narrowedFrom',
  'narrowedUntil',
  'startsAt',
  'stopsAt',
  'effectiveAt',
  'licenceUntil',
]

/** Each fact as this reader is shown it; `instant` writes moments the way of the page or of the file. */
export function factTextsOf(
  entry: AuditEntry,
  language: Language,
  instant: (at: string) => string,
): Partial<FactTexts> {
  const said: Partial<Record<AuditFact, string>> = {}
  for (const { name, value } of entry.facts) said[name] = shown(name, value)
  return said

  function shown(name: AuditFact, value: string): string {
    if (instants.includes(name)) return instant(value)
    if (name === 'lastGroup') return `…-${value}`
    const words = valueTexts[name]
    if (words === undefined) return value
    return value
      .split(', ')
      .map((one) => words[one]?.[language] ?? one)
      .join(', ')
  }
}

/** Kinds in the order in which a filter offers them. */
export function kindChoices(language: Language): { value: AuditKind; label: string }[] {
  return auditKinds.map((kind) => ({ value: kind, label: kindTexts[kind][language] }))
}
