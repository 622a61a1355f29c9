import { isAuditAct, type AuditAct, type AuditEntry, type AuditFact, type AuditKind } from './types.ts'
import type { Language } from '../common.ts'

/** Acts in words, here because the page and the file that the server writes say the same. */
export type Texts = Readonly<Record<Language, string>>
const say = (ru: string, uk: string, en: string): Texts => ({ ru, uk, en })

export const kindTexts: Record<AuditKind, Texts> = {
  codes: say('Коды', 'Коди', 'Codes'),
  connections: say('Подключения', 'Підключення', 'Connections'),
  money: say('Деньги', 'Гроші', 'Money'),
  regulation: say('Регламент', 'Регламент', 'Regulation'),
  staff: say('Сотрудники и роли', 'Співробітники й ролі', 'Staff and roles'),
  access: say('Доступы', 'Доступи', 'Credentials'),
  settings: say('Настройки', 'Налаштування', 'Settings'),
  tickets: say('Блокировки обращений', 'Блокування звернень', 'Ticket locks'),
  exports: say('Выгрузки', 'Вивантаження', 'Exports'),
  other: say('Другое', 'Інше', 'Other'),
}

/** One sentence an act; where the facts differ, the first of its sentences that has all it names is said. */
export const actTexts: Record<AuditAct, readonly Texts[]> = {
  'code.issued': [
    say(
      'Выпущен код {lastGroup} для портала {codePortal}',
      'Випущено код {lastGroup} для порталу {codePortal}',
      'Code {lastGroup} issued for the portal {codePortal}',
    ),
    say('Выпущен код {lastGroup}', 'Випущено код {lastGroup}', 'Code {lastGroup} issued'),
  ],
  'code.sent': [
    say(
      'Код {lastGroup} отправлен администраторам портала {codePortal}',
      'Код {lastGroup} надіслано адміністраторам порталу {codePortal}',
      'Code {lastGroup} sent to the admins of {codePortal}',
    ),
  ],
  'code.delivered': [
    say(
      'Уведомление с кодом {lastGroup} доставлено, получателей: {notified}',
      'Сповіщення з кодом {lastGroup} доставлено, одержувачів: {notified}',
      'Notification with code {lastGroup} delivered, people: {notified}',
    ),
  ],
  'code.revoked': [say('Отозван код {lastGroup}', 'Відкликано код {lastGroup}', 'Code {lastGroup} revoked')],
  'connection.made': [
    say(
      'Портал {portal} подключён по коду {lastGroup}',
      'Портал {portal} підключено за кодом {lastGroup}',
      '{portal} connected with code {lastGroup}',
    ),
    say(
      'Портал {portal} подключён снова, без кода',
      'Портал {portal} підключено знову, без коду',
      '{portal} connected again, without a code',
    ),
  ],
  'connection.noticeGiven': [
    say(
      'Объявлено завершение подключения портала {portal}',
      'Оголошено завершення підключення порталу {portal}',
      'The end of the connection of {portal} announced',
    ),
  ],
  'connection.ended': [
    say(
      'Подключение портала {portal} завершено: {endReason}',
      'Підключення порталу {portal} завершено: {endReason}',
      'The connection of {portal} ended: {endReason}',
    ),
  ],
  'channels.messengerChosen': [
    say(
      'Официальный мессенджер портала {portal}: теперь {messengerTo}',
      'Офіційний месенджер порталу {portal}: тепер {messengerTo}',
      'Official messenger of {portal}: now {messengerTo}',
    ),
  ],
  'regulation.published': [
    say(
      'Опубликован регламент, версия {regulationVersion}',
      'Опубліковано регламент, версія {regulationVersion}',
      'Regulation published, version {regulationVersion}',
    ),
  ],
  'regulation.withdrawn': [
    say(
      'Отозвана будущая версия регламента: {regulationVersion}',
      'Відкликано майбутню версію регламенту: {regulationVersion}',
      'The coming version of the regulation withdrawn: {regulationVersion}',
    ),
  ],
  'desk.staffSet': [
    say(
      'Сменилась роль сотрудника {person}: {roleFrom} → {roleTo}',
      'Змінилася роль співробітника {person}: {roleFrom} → {roleTo}',
      'The role of {person} changed: {roleFrom} → {roleTo}',
    ),
    say(
      'Добавлен сотрудник {person}: {roleTo}',
      'Додано співробітника {person}: {roleTo}',
      '{person} added to the staff: {roleTo}',
    ),
    say(
      'Сотрудник {person} убран из службы',
      'Співробітника {person} прибрано зі служби',
      '{person} removed from the staff',
    ),
  ],
  'desk.staffArranged': [
    say(
      'Изменены навыки и смены сотрудника {person}',
      'Змінено навички та зміни співробітника {person}',
      'Skills and shifts of {person} changed',
    ),
  ],
  'desk.awaySet': [
    say(
      'Отмечено отсутствие: {person}, с {startsAt}',
      'Позначено відсутність: {person}, з {startsAt}',
      '{person} marked as away from {startsAt}',
    ),
    say('Отсутствие снято: {person}', 'Відсутність знято: {person}', '{person} marked as back'),
  ],
  'desk.dutyAdded': [say('Назначено дежурство: {person}', 'Призначено чергування: {person}', '{person} put on duty')],
  'desk.dutyRemoved': [say('Снято дежурство: {person}', 'Знято чергування: {person}', '{person} taken off duty')],
  'desk.assignmentSet': [
    say(
      'Изменено распределение обращений: {assignmentTo}',
      'Змінено розподіл звернень: {assignmentTo}',
      'Assignment of tickets changed: {assignmentTo}',
    ),
  ],
  'evidence.exported': [
    say(
      'Выгружен расчёт сроков по обращению {ticketNumber}',
      'Вивантажено розрахунок строків за зверненням {ticketNumber}',
      'The time evidence of ticket {ticketNumber} exported',
    ),
  ],
  'desk.opened': [
    say(
      'Открыта служба поддержки «{deskName}»',
      'Відкрито службу підтримки «{deskName}»',
      'The support desk “{deskName}” opened',
    ),
  ],
  'desk.renamed': [
    say(
      'Служба переименована: «{nameFrom}» → «{nameTo}»',
      'Службу перейменовано: «{nameFrom}» → «{nameTo}»',
      'The desk renamed: “{nameFrom}” → “{nameTo}”',
    ),
  ],
  'tickets.locked': [
    say(
      'Обращения портала {portal} закрыты для изменений, всего: {tickets}',
      'Звернення порталу {portal} закрито для змін, усього: {tickets}',
      'Tickets of {portal} locked, in all: {tickets}',
    ),
  ],
  'tickets.unlocked': [
    say(
      'Обращения портала {portal} снова открыты для работы, всего: {tickets}',
      'Звернення порталу {portal} знову відкрито для роботи, усього: {tickets}',
      'Tickets of {portal} unlocked, in all: {tickets}',
    ),
  ],
  'order.placed': [
    say(
      'Оформлен заказ портала {portal}: {plan}, квантов {quanta}, сумма {amount}',
      'Оформлено замовлення порталу {portal}: {plan}, квантів {quanta}, сума {amount}',
      'An order of {portal} was placed: {plan}, {quanta} quanta, {amount}',
    ),
  ],
  'plan.chosen': [
    say(
      'Портал {portal} выбрал тариф с оплатой потом: {plan}, предел {quanta}, цена кванта {amount}',
      'Портал {portal} вибрав тариф з оплатою потім: {plan}, межа {quanta}, ціна кванта {amount}',
      '{portal} chose a plan that is billed afterwards: {plan}, limit {quanta}, {amount} a quantum',
    ),
  ],
  'plan.left': [
    say(
      'Портал {portal} вернулся к пакетам, тариф с оплатой потом закончился: {plan}',
      'Портал {portal} повернувся до пакетів, тариф з оплатою потім закінчився: {plan}',
      '{portal} went back to packages, the plan that is billed afterwards ended: {plan}',
    ),
  ],
  'order.paid': [
    say(
      'Заказ портала {portal} оплачен: {plan}, квантов {quanta}',
      'Замовлення порталу {portal} оплачено: {plan}, квантів {quanta}',
      'The order of {portal} is paid: {plan}, {quanta} quanta',
    ),
  ],
  'order.cancelled': [
    say(
      'Заказ портала {portal} отменён: {plan}, квантов {quanta}',
      'Замовлення порталу {portal} скасовано: {plan}, квантів {quanta}',
      'The order of {portal} was cancelled: {plan}, {quanta} quanta',
    ),
  ],
  'order.lapsed': [
    say(
      'Заказ портала {portal} не оплачен вовремя: {plan}, квантов {quanta}',
      'Замовлення порталу {portal} не оплачено вчасно: {plan}, квантів {quanta}',
      'The order of {portal} was not paid in time: {plan}, {quanta} quanta',
    ),
  ],
  'payment.recorded': [
    say(
      'Записана оплата портала {portal}: {amount}, документ {document}',
      'Записано оплату порталу {portal}: {amount}, документ {document}',
      'Payment of {portal} recorded: {amount}, document {document}',
    ),
  ],
  'invoice.asked': [
    say(
      'Запрошен счёт в CRM для портала {portal}: {plan}, квантов {quanta}, сумма {amount}',
      'Запитано рахунок у CRM для порталу {portal}: {plan}, квантів {quanta}, сума {amount}',
      'An invoice in CRM asked for {portal}: {plan}, {quanta} quanta, total {amount}',
    ),
  ],
  'invoice.sent': [
    say(
      'Выставлен счёт {document} в CRM для портала {portal}: {plan}, квантов {quanta}, сумма {amount}',
      'Виставлено рахунок {document} у CRM для порталу {portal}: {plan}, квантів {quanta}, сума {amount}',
      'Invoice {document} made in CRM for {portal}: {plan}, {quanta} quanta, total {amount}',
    ),
  ],
  'invoice.failed': [
    say(
      'CRM не приняла счёт для портала {portal}: {plan}, квантов {quanta}, сумма {amount}',
      'CRM не прийняла рахунок для порталу {portal}: {plan}, квантів {quanta}, сума {amount}',
      'CRM refused an invoice for {portal}: {plan}, {quanta} quanta, total {amount}',
    ),
  ],
  'invoice.deleted': [
    say(
      'Счёт {document} портала {portal} удалён в CRM',
      'Рахунок {document} порталу {portal} видалено в CRM',
      'Invoice {document} of {portal} was deleted in CRM',
    ),
  ],
  'client.companySet': [
    say(
      'Портал {portal} связан с компанией CRM «{nameTo}»',
      'Портал {portal} пов’язано з компанією CRM «{nameTo}»',
      'Portal {portal} linked to the CRM company “{nameTo}”',
    ),
    say(
      'Портал {portal} больше не связан с компанией CRM',
      'Портал {portal} більше не пов’язано з компанією CRM',
      'Portal {portal} is not linked to a CRM company any more',
    ),
  ],
  'client.statusSet': [
    say(
      'Статус портала {portal}: {clientStatus}, лицензия до {licenceUntil}',
      'Статус порталу {portal}: {clientStatus}, ліцензія до {licenceUntil}',
      'Status of {portal}: {clientStatus}, licence until {licenceUntil}',
    ),
    say(
      'Статус портала {portal}: {clientStatus}',
      'Статус порталу {portal}: {clientStatus}',
      'Status of {portal}: {clientStatus}',
    ),
  ],
  'package.ending': [
    say(
      'Пакет портала {portal} закончится через {daysLeft} дн., осталось квантов: {quanta}',
      'Пакет порталу {portal} закінчиться через {daysLeft} дн., залишилося квантів: {quanta}',
      'A package of {portal} ends in {daysLeft} d, quanta left: {quanta}',
    ),
  ],
  'package.ended': [
    say(
      'Срок пакета портала {portal} закончился, сгорело квантов: {quanta}',
      'Строк пакета порталу {portal} закінчився, згоріло квантів: {quanta}',
      'A package of {portal} ended, quanta not used: {quanta}',
    ),
  ],
  'quanta.low': [
    say(
      'У портала {portal} осталось мало квантов: {quanta}',
      'У порталу {portal} залишилося мало квантів: {quanta}',
      '{portal} has few quanta left: {quanta}',
    ),
  ],
  'quanta.adjusted': [
    say(
      'Баланс портала {portal} изменён на {quanta}: {note}',
      'Баланс порталу {portal} змінено на {quanta}: {note}',
      'Balance of {portal} adjusted by {quanta}: {note}',
    ),
  ],
  'quanta.returned': [
    say(
      'Порталу {portal} возвращено квантов: {quanta}. {note}',
      'Порталу {portal} повернено квантів: {quanta}. {note}',
      'Quanta given back to {portal}: {quanta}. {note}',
    ),
  ],
  'service.interrupted': [
    say(
      'Кванты портала {portal} закончились, работа ждёт оплаты',
      'Кванти порталу {portal} закінчилися, робота чекає на оплату',
      '{portal} has no quanta left, work waits for a payment',
    ),
  ],
  'service.resumed': [
    say('Работа для портала {portal} продолжается', 'Робота для порталу {portal} триває', 'Work for {portal} goes on'),
  ],
  'dispute.opened': [
    say(
      'Портал {portal} оспорил работу: {note}',
      'Портал {portal} оскаржив роботу: {note}',
      '{portal} disputed work: {note}',
    ),
  ],
  'dispute.answered': [
    say(
      'Дан ответ на возражение портала {portal}, возвращено квантов: {quanta}. {note}',
      'Надано відповідь на заперечення порталу {portal}, повернено квантів: {quanta}. {note}',
      'The dispute of {portal} answered, quanta given back: {quanta}. {note}',
    ),
  ],
  'ledger.exported': [
    say(
      'Выгружен счёт квантов портала {portal}, записей: {rows}',
      'Вивантажено рахунок квантів порталу {portal}, записів: {rows}',
      'Ledger of {portal} exported, entries: {rows}',
    ),
  ],
  'audit.exported': [
    say(
      'Выгружен журнал, записей: {rows}',
      'Вивантажено журнал, записів: {rows}',
      'Audit log exported, entries: {rows}',
    ),
  ],
}

const unknownAct = say('Действие {type}', 'Дія {type}', 'Act {type}')
const nobody = say('Система', 'Система', 'The system')

export type FactTexts = Readonly<Record<AuditFact, string | undefined>>

/** The act in one sentence; `said` are its facts as this reader is shown them. */
export function sentenceOf(entry: AuditEntry, language: Language, said: Partial<FactTexts>): string {
  const known: Partial<Record<string, string>> = { ...said, portal: entry.portalName ?? '?', type: entry.type }
  const sentences = isAuditAct(entry.type) ? actTexts[entry.type] : [unknownAct]
  const fitting = sentences.find((words) => namesIn(words[language]).every((name) => known[name] !== undefined))
  return (fitting ?? unknownAct)[language].replaceAll(/\{(\w+)\}/g, (_braces, name: string) => known[name] ?? '')
}

/** Who did it: what happens by itself is the system's doing. */
export function nameOf({ by }: AuditEntry, language: Language): string {
  return by.side === 'system' || by.name === '' ? nobody[language] : by.name
}

export function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}
