import { remoteToolTexts } from '#contract/tickets/access.texts.ts'
import type { RemoteTool } from '#contract/tickets/access.types.ts'
import type { Language } from '#contract/common.ts'

/** What the act for a period says. */
export type ActTexts = {
  title: (from: string, to: string) => string
  desk: string
  client: string
  period: string
  periodOf: (from: string, to: string, zone: string) => string
  made: string
  opening: string
  closing: string
  bought: string
  worked: string
  lapsed: string
  adjusted: string
  paid: string
  unfinished: (made: string) => string
  owedHelp: string
  purchases: string
  purchaseHead: readonly [when: string, what: string, amount: string, quanta: string]
  packageUntil: (plan: string, until: string) => string
  owedPaid: string
  work: string
  /** Beneath the interval in which it lay (Q11). */
  remote: (tool: RemoteTool) => string
  workHead: readonly [ticket: string, who: string, from: string, until: string, quanta: string]
  runs: string
  ofTicket: (number: string) => string
  lapses: string
  lapseHead: readonly [when: string, what: string, quanta: string]
  adjustments: string
  adjustmentHead: readonly [when: string, who: string, reason: string, quanta: string]
  payments: string
  paymentHead: readonly [document: string, date: string, recorded: string, amount: string]
  payTo: string
  sum: string
  none: string
  check: string
  entries: (first: number, last: number) => string
  noEntries: string
  ledgerOf: (count: number, at: string) => string
  headHash: string
  publicKey: string
  signature: string
  how: string
}

export const actTexts: Record<Language, ActTexts> = {
  ru: {
    title: (from, to) => `Акт по квантам: ${from} – ${to}`,
    desk: 'Поддержка',
    client: 'Клиент',
    period: 'Период',
    periodOf: (from, to, zone) => `с ${from} по ${to} включительно, по часам ${zone}`,
    made: 'Составлен',
    opening: 'Остаток на начало, квантов',
    closing: 'Остаток на конец, квантов',
    bought: 'Куплено',
    worked: 'Работа',
    lapsed: 'Закончилось вместе с пакетами',
    adjusted: 'Исправления',
    paid: 'Оплачено',
    unfinished: (made) => `Период ещё не закончился: акт показывает его по состоянию на ${made}.`,
    owedHelp: 'Остаток ниже нуля означает кванты, которые ещё не оплачены.',
    purchases: 'Покупки',
    purchaseHead: ['Когда', 'Что', 'Сумма', 'Кванты'],
    packageUntil: (plan, until) => `${plan}, действует до ${until}`,
    owedPaid: 'Оплата выполненной работы',
    work: 'Работа по обращениям',
    remote: (tool) => `Удалённый сеанс, ${remoteToolTexts.texts.ru[tool]}`,
    workHead: ['Обращение', 'Специалист', 'Начало', 'Конец', 'Кванты'],
    runs: 'идёт',
    ofTicket: (number) => `${number}, всего`,
    lapses: 'Закончилось вместе с пакетами',
    lapseHead: ['Когда', 'Пакет', 'Кванты'],
    adjustments: 'Исправления',
    adjustmentHead: ['Когда', 'Кто', 'Причина', 'Кванты'],
    payments: 'Оплаты, записанные в этом периоде',
    paymentHead: ['Документ', 'Дата документа', 'Записано', 'Сумма'],
    payTo: 'Реквизиты для оплаты',
    sum: 'Всего',
    none: 'Не было.',
    check: 'Как проверить',
    entries: (first, last) => `Акт составлен по записям выписки № ${first}–${last}.`,
    noEntries: 'За период в выписке записей нет.',
    ledgerOf: (count, at) => `Всего в выписке записей: ${count}, на ${at}.`,
    headHash: 'Хеш последней записи',
    publicKey: 'Открытый ключ поддержки (Ed25519)',
    signature: 'Подпись поддержки под выпиской',
    how: 'Подпись стоит под всей выпиской, из которой составлен акт. Скачайте выписку в JSON или XLSX и проверьте: npm run verify-ledger -- ФАЙЛ. Записи с этими номерами дают те же суммы.',
  },
  uk: {
    title: (from, to) => `Акт за квантами: ${from} – ${to}`,
    desk: 'Підтримка',
    client: 'Клієнт',
    period: 'Період',
    periodOf: (from, to, zone) => `з ${from} по ${to} включно, за годинником ${zone}`,
    made: 'Складено',
    opening: 'Залишок на початок, квантів',
    closing: 'Залишок на кінець, квантів',
    bought: 'Куплено',
    worked: 'Робота',
    lapsed: 'Закінчилося разом із пакетами',
    adjusted: 'Виправлення',
    paid: 'Сплачено',
    unfinished: (made) => `Період ще не закінчився: акт показує його станом на ${made}.`,
    owedHelp: 'Залишок нижче нуля означає кванти, які ще не сплачено.',
    purchases: 'Купівлі',
    purchaseHead: ['Коли', 'Що', 'Сума', 'Кванти'],
    packageUntil: (plan, until) => `${plan}, діє до ${until}`,
    owedPaid: 'Оплата виконаної роботи',
    work: 'Робота за зверненнями',
    remote: (tool) => `Віддалений сеанс, ${remoteToolTexts.texts.uk[tool]}`,
    workHead: ['Звернення', 'Спеціаліст', 'Початок', 'Кінець', 'Кванти'],
    runs: 'триває',
    ofTicket: (number) => `${number}, усього`,
    lapses: 'Закінчилося разом із пакетами',
    lapseHead: ['Коли', 'Пакет', 'Кванти'],
    adjustments: 'Виправлення',
    adjustmentHead: ['Коли', 'Хто', 'Причина', 'Кванти'],
    payments: 'Оплати, записані в цьому періоді',
    paymentHead: ['Документ', 'Дата документа', 'Записано', 'Сума'],
    payTo: 'Реквізити для оплати',
    sum: 'Усього',
    none: 'Не було.',
    check: 'Як перевірити',
    entries: (first, last) => `Акт складено за записами виписки № ${first}–${last}.`,
    noEntries: 'За період у виписці записів немає.',
    ledgerOf: (count, at) => `Усього у виписці записів: ${count}, на ${at}.`,
    headHash: 'Хеш останнього запису',
    publicKey: 'Відкритий ключ підтримки (Ed25519)',
    signature: 'Підпис підтримки під випискою',
    how: 'Підпис стоїть під усією випискою, з якої складено акт. Завантажте виписку в JSON або XLSX і перевірте: npm run verify-ledger -- ФАЙЛ. Записи з цими номерами дають ті самі суми.',
  },
  en: {
    title: (from, to) => `Statement of quanta: ${from} – ${to}`,
    desk: 'Desk',
    client: 'Client',
    period: 'Period',
    periodOf: (from, to, zone) => `from ${from} to ${to} inclusive, by the clock of ${zone}`,
    made: 'Made',
    opening: 'Balance at the beginning, quanta',
    closing: 'Balance at the end, quanta',
    bought: 'Bought',
    worked: 'Work',
    lapsed: 'Lapsed with packages',
    adjusted: 'Adjustments',
    paid: 'Paid',
    unfinished: (made) => `The period is not over yet: the statement shows it as of ${made}.`,
    owedHelp: 'A balance below zero means quanta that are not paid yet.',
    purchases: 'Purchases',
    purchaseHead: ['When', 'What', 'Amount', 'Quanta'],
    packageUntil: (plan, until) => `${plan}, until ${until}`,
    owedPaid: 'Payment for work that was done',
    work: 'Work by tickets',
    remote: (tool) => `Remote session, ${remoteToolTexts.texts.en[tool]}`,
    workHead: ['Ticket', 'Specialist', 'Start', 'End', 'Quanta'],
    runs: 'runs',
    ofTicket: (number) => `${number}, in all`,
    lapses: 'Lapsed with packages',
    lapseHead: ['When', 'Package', 'Quanta'],
    adjustments: 'Adjustments',
    adjustmentHead: ['When', 'Who', 'Reason', 'Quanta'],
    payments: 'Payments recorded in this period',
    paymentHead: ['Document', 'Date of the document', 'Recorded', 'Amount'],
    payTo: 'Payment details',
    sum: 'In all',
    none: 'None.',
    check: 'How to check',
    entries: (first, last) => `This statement is made of entries ${first}–${last} of the ledger.`,
    noEntries: 'The ledger has no entries in this period.',
    ledgerOf: (count, at) => `Entries in the ledger: ${count}, as of ${at}.`,
    headHash: 'Hash of the last entry',
    publicKey: 'Public key of the desk (Ed25519)',
    signature: 'Signature of the desk under the ledger',
    how: 'The signature is under the whole ledger of which this statement is made. Download the ledger as JSON or XLSX and check it: npm run verify-ledger -- FILE. The entries with these numbers add up to the same.',
  },
}
