import { catalogue } from '#contract/common.ts'

/** D8: as whom a client buys and what it has, beside its ticket. */
export const clientFiguresTexts = catalogue({
  ru: {
    label: 'Статус, тариф и баланс',
    status: 'Статус',
    statusOf: '{number}: {title}',
    plan: 'Тариф',
    noPlan: 'пакетов нет',
    balance: 'Баланс',
    owed: 'К оплате: {quanta}',
    open: 'Открыть баланс',
  },
  uk: {
    label: 'Статус, тариф і баланс',
    status: 'Статус',
    statusOf: '{number}: {title}',
    plan: 'Тариф',
    noPlan: 'пакетів немає',
    balance: 'Баланс',
    owed: 'До оплати: {quanta}',
    open: 'Відкрити баланс',
  },
  en: {
    label: 'Status, plan and balance',
    status: 'Status',
    statusOf: '{number}: {title}',
    plan: 'Plan',
    noPlan: 'no packages',
    balance: 'Balance',
    owed: 'Owed: {quanta}',
    open: 'Open the balance',
  },
})
