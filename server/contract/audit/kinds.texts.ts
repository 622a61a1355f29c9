import { catalogue } from '../common.ts'
import type { AuditKind } from './kinds.types.ts'

export const kindTexts = catalogue({
  ru: {
    codes: 'Коды',
    connections: 'Подключения',
    money: 'Деньги',
    regulation: 'Регламент',
    staff: 'Сотрудники и роли',
    access: 'Доступы',
    settings: 'Настройки',
    tickets: 'Обращения и письма',
    exports: 'Выгрузки',
    other: 'Другое',
  } satisfies Record<AuditKind, string>,
  uk: {
    codes: 'Коди',
    connections: 'Підключення',
    money: 'Гроші',
    regulation: 'Регламент',
    staff: 'Співробітники й ролі',
    access: 'Доступи',
    settings: 'Налаштування',
    tickets: 'Звернення й листи',
    exports: 'Вивантаження',
    other: 'Інше',
  },
  en: {
    codes: 'Codes',
    connections: 'Connections',
    money: 'Money',
    regulation: 'Regulation',
    staff: 'Staff and roles',
    access: 'Credentials',
    settings: 'Settings',
    tickets: 'Tickets and letters',
    exports: 'Exports',
    other: 'Other',
  },
})
