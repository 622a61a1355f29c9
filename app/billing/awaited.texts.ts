import { catalogue } from '#contract/common.ts'

/** Why work waits for a payment (E10), in the same words on every page of the client: in short, and with what can be done. */
export const awaitedTexts = catalogue({
  ru: {
    short_nothingBought: 'Работа начнётся после первой оплаты',
    short_usedUp: 'Работа ждёт оплаты',
    short_owing: 'Работа ждёт оплаты',
    short_belowLeast: 'Работа ждёт оплаты',
    text_nothingBought: 'Пока ничего не куплено. Писать можно, а работа и сроки начнутся с первой оплатой.',
    text_usedUp: 'Оплаченные кванты закончились. Писать можно, а работа и сроки продолжатся после оплаты.',
    text_owing:
      'Предел к оплате достигнут. Писать можно, а работа и сроки продолжатся, когда вы оплатите накопившееся.',
    text_belowLeast:
      'Квантов осталось меньше, чем списывается за новое обращение. Писать можно, а работа и сроки продолжатся после оплаты.',
    toPlans: 'Выбрать тариф',
    toOwed: 'К оплате',
  },
  uk: {
    short_nothingBought: 'Робота почнеться після першої оплати',
    short_usedUp: 'Робота чекає на оплату',
    short_owing: 'Робота чекає на оплату',
    short_belowLeast: 'Робота чекає на оплату',
    text_nothingBought: 'Поки нічого не куплено. Писати можна, а робота й строки почнуться з першою оплатою.',
    text_usedUp: 'Оплачені кванти закінчилися. Писати можна, а робота й строки продовжаться після оплати.',
    text_owing: 'Межі до сплати досягнуто. Писати можна, а робота й строки продовжаться, коли ви сплатите накопичене.',
    text_belowLeast:
      'Квантів залишилося менше, ніж списується за нове звернення. Писати можна, а робота й строки продовжаться після оплати.',
    toPlans: 'Вибрати тариф',
    toOwed: 'До сплати',
  },
  en: {
    short_nothingBought: 'Work begins with the first payment',
    short_usedUp: 'Work waits for a payment',
    short_owing: 'Work waits for a payment',
    short_belowLeast: 'Work waits for a payment',
    text_nothingBought: 'Nothing was bought yet. You can write; work and deadlines begin with the first payment.',
    text_usedUp: 'The paid quanta ran out. You can write; work and deadlines go on after a payment.',
    text_owing:
      'The limit of what may be owed is reached. You can write; work and deadlines go on when you pay what is owed.',
    text_belowLeast:
      'Fewer quanta are left than a new ticket takes. You can write; work and deadlines go on after a payment.',
    toPlans: 'Choose a plan',
    toOwed: 'What is owed',
  },
})
