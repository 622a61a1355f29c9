import type { Language } from '#contract/common.ts'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'

type Kind = LedgerEntry['kind']
/** What the workbook of a ledger says besides the names of the signed fields. */
export type SheetTexts = {
  ledger: string
  check: string
  number: string
  when: (zone: string) => string
  what: string
  kind: Record<Kind, string>
  quanta: string
  /** Of work, by how long a quantum is. */
  minutes: string
  balance: string
  balanceMinutes: string
  amount: string
  ticket: string
  reason: string
  facts: Record<(typeof factNames)[number], string>
  signed: string
  how: readonly string[]
}

export const factNames = [
  'desk',
  'portal',
  'exportedAt',
  'timeZone',
  'count',
  'headHash',
  'publicKey',
  'signature',
  'deskId',
  'portalId',
  'format',
] as const

export const sheetTexts: Record<Language, SheetTexts> = {
  ru: {
    ledger: 'Выписка',
    check: 'Проверка',
    number: '№',
    when: (zone) => `Когда (${zone})`,
    what: 'Что',
    kind: { purchase: 'Покупка', work: 'Работа', expire: 'Пакет закончился', adjust: 'Исправление' },
    quanta: 'Кванты',
    minutes: 'Минуты',
    balance: 'Остаток',
    balanceMinutes: 'Остаток, минут',
    amount: 'Сумма',
    ticket: 'Обращение',
    reason: 'Причина',
    facts: {
      desk: 'Поддержка',
      portal: 'Клиент',
      exportedAt: 'Выгружено (UTC)',
      timeZone: 'Часовой пояс поддержки',
      count: 'Записей',
      headHash: 'Хеш последней записи',
      publicKey: 'Открытый ключ поддержки (Ed25519)',
      signature: 'Подпись поддержки',
      deskId: 'Номер поддержки',
      portalId: 'Номер портала',
      format: 'Формат',
    },
    signed: 'Поле',
    how: [
      'Проверить файл целиком: npm run verify-ledger -- ФАЙЛ.xlsx. К старой выгрузке: --earlier СТАРЫЙ_ФАЙЛ, к известному ключу: --key КЛЮЧ.',
      'Проверка пересчитает хеш каждой записи, подпись и остаток, сверит даты, суммы и названия с подписанными полями. Номера обращений и минуты даны для чтения, подписаны ticketId и кванты.',
      'Даты в столбце «Когда» по часам поддержки; точное время UTC в столбце at.',
    ],
  },
  uk: {
    ledger: 'Виписка',
    check: 'Перевірка',
    number: '№',
    when: (zone) => `Коли (${zone})`,
    what: 'Що',
    kind: { purchase: 'Купівля', work: 'Робота', expire: 'Пакет закінчився', adjust: 'Виправлення' },
    quanta: 'Кванти',
    minutes: 'Хвилини',
    balance: 'Залишок',
    balanceMinutes: 'Залишок, хвилин',
    amount: 'Сума',
    ticket: 'Звернення',
    reason: 'Причина',
    facts: {
      desk: 'Підтримка',
      portal: 'Клієнт',
      exportedAt: 'Вивантажено (UTC)',
      timeZone: 'Часовий пояс підтримки',
      count: 'Записів',
      headHash: 'Хеш останнього запису',
      publicKey: 'Відкритий ключ підтримки (Ed25519)',
      signature: 'Підпис підтримки',
      deskId: 'Номер підтримки',
      portalId: 'Номер порталу',
      format: 'Формат',
    },
    signed: 'Поле',
    how: [
      'Перевірити файл цілком: npm run verify-ledger -- ФАЙЛ.xlsx. Зі старим вивантаженням: --earlier СТАРИЙ_ФАЙЛ, з відомим ключем: --key КЛЮЧ.',
      'Перевірка перерахує хеш кожного запису, підпис і залишок, звірить дати, суми й назви з підписаними полями. Номери звернень і хвилини подано для читання, підписано ticketId і кванти.',
      'Дати у стовпці «Коли» за годинником підтримки; точний час UTC у стовпці at.',
    ],
  },
  en: {
    ledger: 'Ledger',
    check: 'Check',
    number: 'No.',
    when: (zone) => `When (${zone})`,
    what: 'What',
    kind: { purchase: 'Purchase', work: 'Work', expire: 'Package ended', adjust: 'Adjustment' },
    quanta: 'Quanta',
    minutes: 'Minutes',
    balance: 'Balance',
    balanceMinutes: 'Balance, minutes',
    amount: 'Amount',
    ticket: 'Ticket',
    reason: 'Reason',
    facts: {
      desk: 'Desk',
      portal: 'Client',
      exportedAt: 'Exported (UTC)',
      timeZone: 'Time zone of the desk',
      count: 'Entries',
      headHash: 'Hash of the last entry',
      publicKey: 'Public key of the desk (Ed25519)',
      signature: 'Signature of the desk',
      deskId: 'Id of the desk',
      portalId: 'Id of the portal',
      format: 'Format',
    },
    signed: 'Field',
    how: [
      'To check the whole file: npm run verify-ledger -- FILE.xlsx. Against an export you kept: --earlier OLD_FILE, against a key you know: --key KEY.',
      'The check counts every hash, the signature and the balance anew and compares dates, amounts and names with the signed fields. Ticket numbers and minutes are for reading, what is signed is ticketId and quanta.',
      'Dates in the column “When” are by the desk’s clock; the exact time in UTC is in the column at.',
    ],
  },
}
