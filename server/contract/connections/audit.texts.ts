import { catalogue } from '../common.ts'
import type { Channel } from '../regulations/base.types.ts'
import type { connectionActs, connectionFacts } from './audit.types.ts'

/** What the owner's log tells of support codes and connections; the first sentence of which all facts are known is said. */
export const connectionActTexts = catalogue({
  ru: {
    'code.issued': ['Выпущен код {lastGroup} для портала {codePortal}', 'Выпущен код {lastGroup}'],
    'code.sent': ['Код {lastGroup} отправлен администраторам портала {codePortal}'],
    'code.delivered': ['Уведомление с кодом {lastGroup} доставлено, получателей: {notified}'],
    'code.revoked': ['Отозван код {lastGroup}'],
    'connection.made': ['Портал {portal} подключён по коду {lastGroup}', 'Портал {portal} подключён снова, без кода'],
    'connection.noticeGiven': ['Объявлено завершение подключения портала {portal}'],
    'connection.ended': ['Подключение портала {portal} завершено: {endReason}'],
    'client.named': ['Клиент {portal} теперь называется «{nameTo}»', 'Своё название клиента {portal} убрано'],
    'connection.versionPlanned': ['Портал {portal} перейдёт на версию регламента {regulationVersion} с {versionFrom}'],
    'connection.versionBegan': ['Портал {portal} теперь на версии регламента {regulationVersion}'],
    'conditions.exported': ['Портал {portal} выгрузил свои условия, версия регламента {regulationVersion}'],
    'connection.versionKept': ['Переход портала {portal} на версию регламента {regulationVersion} отменён'],
    'channels.messengerChosen': ['Официальный мессенджер портала {portal}: теперь {messengerTo}'],
  } satisfies Record<keyof typeof connectionActs, readonly string[]>,
  uk: {
    'code.issued': ['Випущено код {lastGroup} для порталу {codePortal}', 'Випущено код {lastGroup}'],
    'code.sent': ['Код {lastGroup} надіслано адміністраторам порталу {codePortal}'],
    'code.delivered': ['Сповіщення з кодом {lastGroup} доставлено, одержувачів: {notified}'],
    'code.revoked': ['Відкликано код {lastGroup}'],
    'connection.made': [
      'Портал {portal} підключено за кодом {lastGroup}',
      'Портал {portal} підключено знову, без коду',
    ],
    'connection.noticeGiven': ['Оголошено завершення підключення порталу {portal}'],
    'connection.ended': ['Підключення порталу {portal} завершено: {endReason}'],
    'client.named': ['Клієнт {portal} тепер називається «{nameTo}»', 'Власну назву клієнта {portal} прибрано'],
    'connection.versionPlanned': ['Портал {portal} перейде на версію регламенту {regulationVersion} з {versionFrom}'],
    'connection.versionBegan': ['Портал {portal} тепер на версії регламенту {regulationVersion}'],
    'conditions.exported': ['Портал {portal} вивантажив свої умови, версія регламенту {regulationVersion}'],
    'connection.versionKept': ['Перехід порталу {portal} на версію регламенту {regulationVersion} скасовано'],
    'channels.messengerChosen': ['Офіційний месенджер порталу {portal}: тепер {messengerTo}'],
  },
  en: {
    'code.issued': ['Code {lastGroup} issued for the portal {codePortal}', 'Code {lastGroup} issued'],
    'code.sent': ['Code {lastGroup} sent to the admins of {codePortal}'],
    'code.delivered': ['Notification with code {lastGroup} delivered, people: {notified}'],
    'code.revoked': ['Code {lastGroup} revoked'],
    'connection.made': ['{portal} connected with code {lastGroup}', '{portal} connected again, without a code'],
    'connection.noticeGiven': ['The end of the connection of {portal} announced'],
    'connection.ended': ['The connection of {portal} ended: {endReason}'],
    'client.named': [
      'The client {portal} is called “{nameTo}” now',
      'The desk’s own name of the client {portal} removed',
    ],
    'connection.versionPlanned': ['{portal} moves to version {regulationVersion} of the regulation from {versionFrom}'],
    'connection.versionBegan': ['{portal} is on version {regulationVersion} of the regulation now'],
    'conditions.exported': ['{portal} exported its conditions, version {regulationVersion} of the regulation'],
    'connection.versionKept': ['The move of {portal} to version {regulationVersion} of the regulation was called off'],
    'channels.messengerChosen': ['Official messenger of {portal}: now {messengerTo}'],
  },
})

/** How each fact is called beside its value. */
export const connectionFactTexts = catalogue({
  ru: {
    lastGroup: 'Код',
    codePortal: 'Код для портала',
    maxUses: 'Активаций не больше',
    expiresAt: 'Код действует до',
    plans: 'Тарифные планы',
    notified: 'Получателей',
    clientStatus: 'Статус клиента',
    endsAt: 'Подключение действует до',
    endReason: 'Почему завершено',
    messengerFrom: 'Прежний мессенджер',
    messengerTo: 'Мессенджер',
    versionFrom: 'Версия для клиента с',
  } satisfies Record<(typeof connectionFacts)[number], string>,
  uk: {
    lastGroup: 'Код',
    codePortal: 'Код для порталу',
    maxUses: 'Активацій не більше',
    expiresAt: 'Код діє до',
    plans: 'Тарифні плани',
    notified: 'Одержувачів',
    clientStatus: 'Статус клієнта',
    endsAt: 'Підключення діє до',
    endReason: 'Чому завершено',
    messengerFrom: 'Попередній месенджер',
    messengerTo: 'Месенджер',
    versionFrom: 'Версія для клієнта з',
  },
  en: {
    lastGroup: 'Code',
    codePortal: 'Code for the portal',
    maxUses: 'Activations at most',
    expiresAt: 'Code valid until',
    plans: 'Plans',
    notified: 'People notified',
    clientStatus: 'Client status',
    endsAt: 'Connection lives until',
    endReason: 'Why it ended',
    messengerFrom: 'Messenger before',
    messengerTo: 'Messenger',
    versionFrom: 'Version for the client from',
  },
})

export const endReasonTexts = catalogue({
  ru: {
    client_left: 'клиент вернулся к стандартной поддержке',
    desk_ended: 'срок уведомления истёк',
    switched: 'клиент перешёл к другому партнёру',
    uninstalled: 'приложение удалено',
  },
  uk: {
    client_left: 'клієнт повернувся до стандартної підтримки',
    desk_ended: 'строк попередження минув',
    switched: 'клієнт перейшов до іншого партнера',
    uninstalled: 'застосунок видалено',
  },
  en: {
    client_left: 'the client went back to standard support',
    desk_ended: 'the notice period was over',
    switched: 'the client moved to another partner',
    uninstalled: 'the application was removed',
  },
})

/** A regulation may offer any of its channels for the choice. */
export const messengerTexts = catalogue({
  ru: {
    app: 'обращения в Битрикс24',
    email: 'электронная почта',
    phone: 'телефон',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    otherMessenger: 'другие мессенджеры',
  } satisfies Record<Channel, string>,
  uk: {
    app: 'звернення в Бітрікс24',
    email: 'електронна пошта',
    phone: 'телефон',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    otherMessenger: 'інші месенджери',
  },
  en: {
    app: 'tickets in Bitrix24',
    email: 'e-mail',
    phone: 'phone',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    otherMessenger: 'other messengers',
  },
})
