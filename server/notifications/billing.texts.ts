import type { Language } from '#contract/common.ts'

/** What is known of what happened, in the reader's language and safe as BB code; `who` is the other side. */
export type BillingSaid = {
  who: string
  quanta: string
  inDays: string
  plan: string
  amount: string
  /** Until the order is covered. */
  missing: string
  document: string
  note: string
  number: string
  /** Until when an order waits; empty where it is not known. */
  date: string
}

type BillingText = (said: BillingSaid) => string

/** What both sides read of an account. */
export type BillingTexts = {
  ordered: BillingText
  orderLapsed: BillingText
  orderCancelled: BillingText
  invoiced: BillingText
  paidPart: BillingText
  paid: BillingText
  paidFirst: BillingText
  /** The order was paid already. */
  paidBeyond: BillingText
  takenBack: BillingText
  low: BillingText
  ending: BillingText
  ended: BillingText
  endedEmpty: BillingText
  interrupted: BillingText
  /** What is left is less than a new ticket takes (Q16). */
  interruptedRest: BillingText
  resumed: BillingText
  /** Under a plan that is billed afterwards (Q12). */
  lowOwing: BillingText
  interruptedOwing: BillingText
  resumedOwing: BillingText
  disputed: BillingText
  answered: BillingText
  answeredBack: BillingText
}
type Sides = {
  client: Omit<BillingTexts, 'disputed'>
  desk: Omit<BillingTexts, 'invoiced' | 'answered' | 'answeredBack'>
}

export const billingTexts: Record<Language, Sides> = {
  ru: {
    client: {
      orderLapsed: ({ who, plan, quanta }) =>
        `Заказ у «${who}» закрыт, оплаты в срок не было: ${plan}, ${quanta}. Если он ещё нужен, закажите снова.`,
      orderCancelled: ({ who, plan, quanta }) =>
        `Заказ у «${who}» отменён, оплачивать его не нужно: ${plan}, ${quanta}.`,
      ordered: ({ who, plan, quanta, amount, date }) =>
        `Заказ у «${who}»: ${plan}, ${quanta}, ${amount}.${date === '' ? '' : ` Он ждёт оплаты до ${date}`}`,
      invoiced: ({ who, document, plan, quanta, amount }) =>
        `Счёт ${document} от «${who}»: ${plan}, ${quanta}, ${amount}. Кванты можно будет тратить сразу после оплаты.`,
      paidPart: ({ who, amount, missing }) =>
        `Часть оплаты у «${who}» записана: ${amount}. До суммы заказа осталось ${missing}.`,
      paid: ({ who, amount, plan, quanta }) =>
        `Оплата у «${who}» записана: ${amount}. Заказ оплачен: ${plan}, ${quanta}.`,
      paidFirst: ({ who, amount, plan, quanta }) =>
        `Оплата у «${who}» записана: ${amount}. Первый пакет начался: ${plan}, ${quanta}. Специалисты могут приступать.`,
      paidBeyond: ({ who, amount }) => `Оплата у «${who}» записана: ${amount}. Заказ уже был оплачен.`,
      takenBack: ({ who, amount, document, note }) =>
        `Запись об оплате у «${who}» отменена: ${amount}, документ ${document}. Причина: ${note}`,
      low: ({ who, quanta }) =>
        `У «${who}» осталось мало оплаченного времени: ${quanta}. Новый пакет можно заказать заранее.`,
      ending: ({ who, quanta, inDays }) =>
        `Пакет у «${who}» закончится через ${inDays}, не использовано: ${quanta}. На следующий пакет они не переходят.`,
      ended: ({ who, quanta }) =>
        `Срок пакета у «${who}» закончился, не использовано: ${quanta}. На следующий пакет они не переходят.`,
      endedEmpty: ({ who }) => `Срок пакета у «${who}» закончился, все кванты использованы.`,
      interrupted: ({ who }) =>
        `Оплаченные кванты у «${who}» закончились, работа остановлена. Она продолжится сразу после оплаты.`,
      interruptedRest: ({ who, quanta }) =>
        `У «${who}» осталось оплаченного времени: ${quanta}. Это меньше, чем списывается за новое обращение. Работа продолжится сразу после оплаты.`,
      resumed: ({ who }) => `Оплата получена, «${who}» продолжает работу.`,
      lowOwing: ({ who, quanta }) =>
        `До предела к оплате у «${who}» осталось: ${quanta}. Оплатите то, что накопилось, чтобы работа не остановилась.`,
      interruptedOwing: ({ who }) =>
        `Предел к оплате у «${who}» достигнут, работа остановлена. Она продолжится сразу после оплаты.`,
      resumedOwing: ({ who }) => `«${who}» снова работает, сроки обращений идут дальше.`,
      answered: ({ who, number, note }) => `Ответ «${who}» на возражение по обращению ${number}: ${note}`,
      answeredBack: ({ who, number, note, quanta }) =>
        `Ответ «${who}» на возражение по обращению ${number}, возвращено: ${quanta}. ${note}`,
    },
    desk: {
      orderLapsed: ({ who, plan, quanta }) =>
        `Заказ клиента ${who} закрыт, оплаты в срок не было: ${plan}, ${quanta}. Клиент может заказать снова.`,
      orderCancelled: ({ who, plan, quanta }) =>
        `Заказ клиента ${who} отменён, оплаты по нему не ждите: ${plan}, ${quanta}.`,
      ordered: ({ who, plan, quanta, amount, date }) =>
        `Заказ клиента ${who}: ${plan}, ${quanta}, ${amount}.${date === '' ? '' : ` Он ждёт оплаты до ${date}`}`,
      paidPart: ({ who, amount, missing }) =>
        `Часть оплаты клиента ${who} записана: ${amount}. До суммы заказа осталось ${missing}.`,
      paid: ({ who, amount, plan, quanta }) => `Заказ клиента ${who} оплачен: ${amount}. ${plan}, ${quanta}.`,
      paidFirst: ({ who, amount, plan, quanta }) =>
        `Клиент ${who}: оплата ${amount}, первый пакет начался. ${plan}, ${quanta}.`,
      paidBeyond: ({ who, amount }) => `Оплата клиента ${who} записана: ${amount}. Заказ уже был оплачен.`,
      takenBack: ({ who, amount, document, note }) =>
        `Запись об оплате клиента ${who} отменена: ${amount}, документ ${document}. Причина: ${note}`,
      low: ({ who, quanta }) => `У клиента ${who} осталось мало: ${quanta}.`,
      ending: ({ who, quanta, inDays }) =>
        `Пакет клиента ${who} закончится через ${inDays}, не использовано: ${quanta}.`,
      ended: ({ who, quanta }) => `Срок пакета клиента ${who} закончился, не использовано: ${quanta}.`,
      endedEmpty: ({ who }) => `Срок пакета клиента ${who} закончился, все кванты использованы.`,
      interrupted: ({ who }) => `Кванты клиента ${who} закончились. Таймеры и сроки стоят до следующей оплаты.`,
      interruptedRest: ({ who, quanta }) =>
        `У клиента ${who} осталось: ${quanta}, на новое обращение не хватает. Таймеры и сроки стоят до следующей оплаты.`,
      resumed: ({ who }) => `Клиент ${who} оплатил пакет, работа и сроки продолжаются.`,
      lowOwing: ({ who, quanta }) => `У клиента ${who} до предела к оплате осталось: ${quanta}.`,
      interruptedOwing: ({ who }) =>
        `Клиент ${who} достиг предела к оплате. Таймеры и сроки стоят до следующей оплаты.`,
      resumedOwing: ({ who }) => `Клиент ${who}: работа и сроки продолжаются.`,
      disputed: ({ who, number, note }) => `Клиент ${who} возражает против работы по обращению ${number}: ${note}`,
    },
  },
  uk: {
    client: {
      orderLapsed: ({ who, plan, quanta }) =>
        `Замовлення у «${who}» закрито, оплати вчасно не було: ${plan}, ${quanta}. Якщо воно ще потрібне, замовте знову.`,
      orderCancelled: ({ who, plan, quanta }) =>
        `Замовлення у «${who}» скасовано, оплачувати його не потрібно: ${plan}, ${quanta}.`,
      ordered: ({ who, plan, quanta, amount, date }) =>
        `Замовлення у «${who}»: ${plan}, ${quanta}, ${amount}.${date === '' ? '' : ` Воно чекає на оплату до ${date}`}`,
      invoiced: ({ who, document, plan, quanta, amount }) =>
        `Рахунок ${document} від «${who}»: ${plan}, ${quanta}, ${amount}. Кванти можна буде витрачати одразу після оплати.`,
      paidPart: ({ who, amount, missing }) =>
        `Частину оплати у «${who}» записано: ${amount}. До суми замовлення залишилося ${missing}.`,
      paid: ({ who, amount, plan, quanta }) =>
        `Оплату у «${who}» записано: ${amount}. Замовлення оплачено: ${plan}, ${quanta}.`,
      paidFirst: ({ who, amount, plan, quanta }) =>
        `Оплату у «${who}» записано: ${amount}. Перший пакет почався: ${plan}, ${quanta}. Спеціалісти можуть братися до роботи.`,
      paidBeyond: ({ who, amount }) => `Оплату у «${who}» записано: ${amount}. Замовлення вже було оплачено.`,
      takenBack: ({ who, amount, document, note }) =>
        `Запис про оплату у «${who}» скасовано: ${amount}, документ ${document}. Причина: ${note}`,
      low: ({ who, quanta }) =>
        `У «${who}» залишилося мало оплаченого часу: ${quanta}. Новий пакет можна замовити заздалегідь.`,
      ending: ({ who, quanta, inDays }) =>
        `Пакет у «${who}» закінчиться через ${inDays}, не використано: ${quanta}. На наступний пакет вони не переходять.`,
      ended: ({ who, quanta }) =>
        `Строк пакета у «${who}» закінчився, не використано: ${quanta}. На наступний пакет вони не переходять.`,
      endedEmpty: ({ who }) => `Строк пакета у «${who}» закінчився, усі кванти використано.`,
      interrupted: ({ who }) =>
        `Оплачені кванти у «${who}» закінчилися, роботу зупинено. Вона продовжиться одразу після оплати.`,
      interruptedRest: ({ who, quanta }) =>
        `У «${who}» залишилося оплаченого часу: ${quanta}. Це менше, ніж списується за нове звернення. Робота продовжиться одразу після оплати.`,
      resumed: ({ who }) => `Оплату отримано, «${who}» продовжує роботу.`,
      lowOwing: ({ who, quanta }) =>
        `До межі до сплати у «${who}» залишилося: ${quanta}. Сплатіть те, що накопичилося, щоб робота не зупинилася.`,
      interruptedOwing: ({ who }) =>
        `Межі до сплати у «${who}» досягнуто, роботу зупинено. Вона продовжиться одразу після оплати.`,
      resumedOwing: ({ who }) => `«${who}» знову працює, строки звернень ідуть далі.`,
      answered: ({ who, number, note }) => `Відповідь «${who}» на заперечення за зверненням ${number}: ${note}`,
      answeredBack: ({ who, number, note, quanta }) =>
        `Відповідь «${who}» на заперечення за зверненням ${number}, повернено: ${quanta}. ${note}`,
    },
    desk: {
      orderLapsed: ({ who, plan, quanta }) =>
        `Замовлення клієнта ${who} закрито, оплати вчасно не було: ${plan}, ${quanta}. Клієнт може замовити знову.`,
      orderCancelled: ({ who, plan, quanta }) =>
        `Замовлення клієнта ${who} скасовано, оплати за ним не чекайте: ${plan}, ${quanta}.`,
      ordered: ({ who, plan, quanta, amount, date }) =>
        `Замовлення клієнта ${who}: ${plan}, ${quanta}, ${amount}.${date === '' ? '' : ` Воно чекає на оплату до ${date}`}`,
      paidPart: ({ who, amount, missing }) =>
        `Частину оплати клієнта ${who} записано: ${amount}. До суми замовлення залишилося ${missing}.`,
      paid: ({ who, amount, plan, quanta }) => `Замовлення клієнта ${who} оплачено: ${amount}. ${plan}, ${quanta}.`,
      paidFirst: ({ who, amount, plan, quanta }) =>
        `Клієнт ${who}: оплата ${amount}, перший пакет почався. ${plan}, ${quanta}.`,
      paidBeyond: ({ who, amount }) => `Оплату клієнта ${who} записано: ${amount}. Замовлення вже було оплачено.`,
      takenBack: ({ who, amount, document, note }) =>
        `Запис про оплату клієнта ${who} скасовано: ${amount}, документ ${document}. Причина: ${note}`,
      low: ({ who, quanta }) => `У клієнта ${who} залишилося мало: ${quanta}.`,
      ending: ({ who, quanta, inDays }) =>
        `Пакет клієнта ${who} закінчиться через ${inDays}, не використано: ${quanta}.`,
      ended: ({ who, quanta }) => `Строк пакета клієнта ${who} закінчився, не використано: ${quanta}.`,
      endedEmpty: ({ who }) => `Строк пакета клієнта ${who} закінчився, усі кванти використано.`,
      interrupted: ({ who }) => `Кванти клієнта ${who} закінчилися. Таймери й строки стоять до наступної оплати.`,
      interruptedRest: ({ who, quanta }) =>
        `У клієнта ${who} залишилося: ${quanta}, на нове звернення не вистачає. Таймери й строки стоять до наступної оплати.`,
      resumed: ({ who }) => `Клієнт ${who} оплатив пакет, робота та строки тривають.`,
      lowOwing: ({ who, quanta }) => `У клієнта ${who} до межі до сплати залишилося: ${quanta}.`,
      interruptedOwing: ({ who }) => `Клієнт ${who} досяг межі до сплати. Таймери й строки стоять до наступної оплати.`,
      resumedOwing: ({ who }) => `Клієнт ${who}: робота та строки тривають.`,
      disputed: ({ who, number, note }) => `Клієнт ${who} заперечує проти роботи за зверненням ${number}: ${note}`,
    },
  },
  en: {
    client: {
      orderLapsed: ({ who, plan, quanta }) =>
        `The order from “${who}” is closed, it was not paid in time: ${plan}, ${quanta}. Order again if you still need it.`,
      orderCancelled: ({ who, plan, quanta }) =>
        `The order from “${who}” is cancelled and needs no payment: ${plan}, ${quanta}.`,
      ordered: ({ who, plan, quanta, amount, date }) =>
        `Ordered from “${who}”: ${plan}, ${quanta}, ${amount}.${date === '' ? '' : ` It waits for the payment until ${date}.`}`,
      invoiced: ({ who, document, plan, quanta, amount }) =>
        `Invoice ${document} from “${who}”: ${plan}, ${quanta}, ${amount}. The quanta can be used right after the payment.`,
      paidPart: ({ who, amount, missing }) =>
        `A part of the payment to “${who}” is recorded: ${amount}. ${missing} of the order is left to pay.`,
      paid: ({ who, amount, plan, quanta }) =>
        `Your payment to “${who}” is recorded: ${amount}. The order is paid: ${plan}, ${quanta}.`,
      paidFirst: ({ who, amount, plan, quanta }) =>
        `Your payment to “${who}” is recorded: ${amount}. Your first package has begun: ${plan}, ${quanta}. Specialists can start.`,
      paidBeyond: ({ who, amount }) =>
        `Your payment to “${who}” is recorded: ${amount}. The order had been paid already.`,
      takenBack: ({ who, amount, document, note }) =>
        `The record of a payment to “${who}” is taken back: ${amount}, document ${document}. The reason: ${note}`,
      low: ({ who, quanta }) =>
        `Little paid time is left with “${who}”: ${quanta}. You can order a new package beforehand.`,
      ending: ({ who, quanta, inDays }) =>
        `Your package with “${who}” ends in ${inDays}, not used: ${quanta}. They do not move to the next one.`,
      ended: ({ who, quanta }) =>
        `Your package with “${who}” has ended, not used: ${quanta}. They do not move to the next one.`,
      endedEmpty: ({ who }) => `Your package with “${who}” has ended, all quanta were used.`,
      interrupted: ({ who }) =>
        `No paid quanta are left with “${who}”: work has stopped. It goes on right after a payment.`,
      interruptedRest: ({ who, quanta }) =>
        `Paid time left with “${who}”: ${quanta}, less than a new ticket takes. Work goes on right after a payment.`,
      resumed: ({ who }) => `The payment has come, “${who}” goes on working.`,
      lowOwing: ({ who, quanta }) =>
        `Left until the limit of what you owe “${who}”: ${quanta}. Pay what has gathered, so that work does not stop.`,
      interruptedOwing: ({ who }) =>
        `The limit of what you owe “${who}” is reached: work has stopped. It goes on right after a payment.`,
      resumedOwing: ({ who }) => `“${who}” works again, the times of tickets go on.`,
      answered: ({ who, number, note }) => `The answer of “${who}” to your dispute in ticket ${number}: ${note}`,
      answeredBack: ({ who, number, note, quanta }) =>
        `The answer of “${who}” to your dispute in ticket ${number}, given back: ${quanta}. ${note}`,
    },
    desk: {
      orderLapsed: ({ who, plan, quanta }) =>
        `The order of ${who} is closed, it was not paid in time: ${plan}, ${quanta}. The client may order again.`,
      orderCancelled: ({ who, plan, quanta }) =>
        `The order of ${who} is cancelled, no payment will come for it: ${plan}, ${quanta}.`,
      ordered: ({ who, plan, quanta, amount, date }) =>
        `An order of ${who}: ${plan}, ${quanta}, ${amount}.${date === '' ? '' : ` It waits for the payment until ${date}.`}`,
      paidPart: ({ who, amount, missing }) =>
        `A part of the payment of ${who} is recorded: ${amount}. ${missing} of the order is left to pay.`,
      paid: ({ who, amount, plan, quanta }) => `The order of ${who} is paid: ${amount}. ${plan}, ${quanta}.`,
      paidFirst: ({ who, amount, plan, quanta }) =>
        `The client ${who}: paid ${amount}, the first package has begun. ${plan}, ${quanta}.`,
      paidBeyond: ({ who, amount }) => `A payment of ${who} is recorded: ${amount}. The order had been paid already.`,
      takenBack: ({ who, amount, document, note }) =>
        `The record of a payment of ${who} is taken back: ${amount}, document ${document}. The reason: ${note}`,
      low: ({ who, quanta }) => `The client ${who} has little left: ${quanta}.`,
      ending: ({ who, quanta, inDays }) => `The package of ${who} ends in ${inDays}, not used: ${quanta}.`,
      ended: ({ who, quanta }) => `The package of ${who} has ended, not used: ${quanta}.`,
      endedEmpty: ({ who }) => `The package of ${who} has ended, all quanta were used.`,
      interrupted: ({ who }) =>
        `The client ${who} has no quanta left. Timers and clocks stand still until the next payment.`,
      interruptedRest: ({ who, quanta }) =>
        `Left with the client ${who}: ${quanta}, too little for a new ticket. Timers and clocks stand still until the next payment.`,
      resumed: ({ who }) => `The client ${who} has paid a package, work and clocks go on.`,
      lowOwing: ({ who, quanta }) => `Left until the limit of what ${who} owes: ${quanta}.`,
      interruptedOwing: ({ who }) =>
        `The client ${who} has reached the limit of what is owed. Timers and clocks stand still until the next payment.`,
      resumedOwing: ({ who }) => `The client ${who}: work and clocks go on.`,
      disputed: ({ who, number, note }) => `The client ${who} disputes work on ticket ${number}: ${note}`,
    },
  },
}
