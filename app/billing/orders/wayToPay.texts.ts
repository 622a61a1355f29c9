import { catalogue } from '#contract/common.ts'

/** How a client pays an order that waits for it (Q4). */
export const wayToPayTexts = catalogue({
  ru: {
    invoice: 'Счёт № {number} выставлен. Когда он будет оплачен, пакет начнётся сам.',
    invoiceOwed: 'Счёт № {number} выставлен. Когда он будет оплачен, этих квантов к оплате больше не будет.',
    payOnline: 'Оплатить счёт онлайн',
    details: 'Реквизиты для оплаты',
    ask: 'Счёта и реквизитов здесь пока нет. Спросите у поддержки {desk}, как оплатить.',
  },
  uk: {
    invoice: 'Рахунок № {number} виставлено. Коли його буде оплачено, пакет почнеться сам.',
    invoiceOwed: 'Рахунок № {number} виставлено. Коли його буде оплачено, цих квантів до сплати більше не буде.',
    payOnline: 'Оплатити рахунок онлайн',
    details: 'Реквізити для оплати',
    ask: 'Рахунку й реквізитів тут поки немає. Запитайте в підтримки {desk}, як оплатити.',
  },
  en: {
    invoice: 'Invoice No. {number} was sent. When it is paid, the package starts by itself.',
    invoiceOwed: 'Invoice No. {number} was sent. When it is paid, these quanta are owed no more.',
    payOnline: 'Pay the invoice online',
    details: 'Payment details',
    ask: 'There is no invoice and there are no payment details here yet. Ask {desk} how to pay.',
  },
})
