import { catalogue } from '../common.ts'

/** What a plan costs one client, fact by fact. */
export const planFactTexts = catalogue({
  ru: {
    price: 'Цена кванта',
    least: 'Наименьший пакет',
    leastFor: '{quanta}: {price}',
    limit: 'Предел к оплате',
    valid: 'Действует после оплаты',
    validDays: '{count} день | {count} дня | {count} дней',
    validMonths: '{count} месяц | {count} месяца | {count} месяцев',
  },
  uk: {
    price: 'Ціна кванта',
    least: 'Найменший пакет',
    leastFor: '{quanta}: {price}',
    limit: 'Межа до сплати',
    valid: 'Діє після оплати',
    validDays: '{count} день | {count} дні | {count} днів',
    validMonths: '{count} місяць | {count} місяці | {count} місяців',
  },
  en: {
    price: 'Price of a quantum',
    least: 'Least package',
    leastFor: '{quanta}: {price}',
    limit: 'Owed up to',
    valid: 'Valid after payment',
    validDays: '{count} day | {count} days',
    validMonths: '{count} month | {count} months',
  },
})
