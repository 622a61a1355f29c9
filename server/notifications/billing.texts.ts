import type { Language } from '#contract/common.ts'

/** What both sides read of an account (Q7); `who` is the other one. */
type BillingText = (who: string, quanta: number, days: number) => string
type Texts = {
  low: BillingText
  ending: BillingText
  interrupted: BillingText
  resumed: BillingText
  /** Under a plan that is billed afterwards (Q12). */
  lowOwing: BillingText
  interruptedOwing: BillingText
  resumedOwing: BillingText
}
type Sides = { client: Texts; desk: Texts }

export const billingTexts: Record<Language, Sides> = {
  ru: {
    client: {
      low: (who, quanta) =>
        `У «${who}» осталось мало оплаченных квантов: ${quanta}. Новый пакет можно заказать заранее.`,
      ending: (who, quanta, days) =>
        `Пакет у «${who}» закончится через ${inDays('ru', days)}, не использовано квантов: ${quanta}. На следующий пакет они не переходят.`,
      interrupted: (who, quanta) =>
        quanta > 0
          ? `Оплаченных квантов у «${who}» осталось ${quanta}: меньше, чем списывается за новое обращение. Работа продолжится сразу после оплаты.`
          : `Оплаченные кванты у «${who}» закончились, работа остановлена. Она продолжится сразу после оплаты.`,
      resumed: (who) => `Оплата получена, «${who}» продолжает работу.`,
      lowOwing: (who, quanta) =>
        `До предела к оплате у «${who}» осталось квантов: ${quanta}. Оплатите то, что накопилось, чтобы работа не остановилась.`,
      interruptedOwing: (who) =>
        `Предел к оплате у «${who}» достигнут, работа остановлена. Она продолжится сразу после оплаты.`,
      resumedOwing: (who) => `«${who}» снова работает, сроки обращений идут дальше.`,
    },
    desk: {
      low: (who, quanta) => `У клиента ${who} осталось мало квантов: ${quanta}.`,
      ending: (who, quanta, days) =>
        `Пакет клиента ${who} закончится через ${inDays('ru', days)}, не использовано квантов: ${quanta}.`,
      interrupted: (who, quanta) =>
        quanta > 0
          ? `У клиента ${who} осталось квантов: ${quanta}, на новое обращение не хватает. Таймеры и сроки стоят до следующей оплаты.`
          : `Кванты клиента ${who} закончились. Таймеры и сроки стоят до следующей оплаты.`,
      resumed: (who) => `Клиент ${who} оплатил пакет, работа и сроки продолжаются.`,
      lowOwing: (who, quanta) => `У клиента ${who} до предела к оплате осталось квантов: ${quanta}.`,
      interruptedOwing: (who) => `Клиент ${who} достиг предела к оплате. Таймеры и сроки стоят до следующей оплаты.`,
      resumedOwing: (who) => `Клиент ${who}: работа и сроки продолжаются.`,
    },
  },
  uk: {
    client: {
      low: (who, quanta) =>
        `У «${who}» залишилося мало оплачених квантів: ${quanta}. Новий пакет можна замовити заздалегідь.`,
      ending: (who, quanta, days) =>
        `Пакет у «${who}» закінчиться через ${inDays('uk', days)}, не використано квантів: ${quanta}. На наступний пакет вони не переходять.`,
      interrupted: (who, quanta) =>
        quanta > 0
          ? `Оплачених квантів у «${who}» залишилося ${quanta}: менше, ніж списується за нове звернення. Робота продовжиться одразу після оплати.`
          : `Оплачені кванти у «${who}» закінчилися, роботу зупинено. Вона продовжиться одразу після оплати.`,
      resumed: (who) => `Оплату отримано, «${who}» продовжує роботу.`,
      lowOwing: (who, quanta) =>
        `До межі до сплати у «${who}» залишилося квантів: ${quanta}. Сплатіть те, що накопичилося, щоб робота не зупинилася.`,
      interruptedOwing: (who) =>
        `Межі до сплати у «${who}» досягнуто, роботу зупинено. Вона продовжиться одразу після оплати.`,
      resumedOwing: (who) => `«${who}» знову працює, строки звернень ідуть далі.`,
    },
    desk: {
      low: (who, quanta) => `У клієнта ${who} залишилося мало квантів: ${quanta}.`,
      ending: (who, quanta, days) =>
        `Пакет клієнта ${who} закінчиться через ${inDays('uk', days)}, не використано квантів: ${quanta}.`,
      interrupted: (who, quanta) =>
        quanta > 0
          ? `У клієнта ${who} залишилося квантів: ${quanta}, на нове звернення не вистачає. Таймери й строки стоять до наступної оплати.`
          : `Кванти клієнта ${who} закінчилися. Таймери й строки стоять до наступної оплати.`,
      resumed: (who) => `Клієнт ${who} оплатив пакет, робота та строки тривають.`,
      lowOwing: (who, quanta) => `У клієнта ${who} до межі до сплати залишилося квантів: ${quanta}.`,
      interruptedOwing: (who) => `Клієнт ${who} досяг межі до сплати. Таймери й строки стоять до наступної оплати.`,
      resumedOwing: (who) => `Клієнт ${who}: робота та строки тривають.`,
    },
  },
  en: {
    client: {
      low: (who, quanta) =>
        `Few paid quanta are left with “${who}”: ${quanta}. You can order a new package beforehand.`,
      ending: (who, quanta, days) =>
        `Your package with “${who}” ends in ${inDays('en', days)}, quanta not used: ${quanta}. They do not move to the next one.`,
      interrupted: (who, quanta) =>
        quanta > 0
          ? `Paid quanta left with “${who}”: ${quanta}, fewer than a new ticket takes. Work goes on right after a payment.`
          : `No paid quanta are left with “${who}”: work has stopped. It goes on right after a payment.`,
      resumed: (who) => `The payment has come, “${who}” goes on working.`,
      lowOwing: (who, quanta) =>
        `Quanta left until the limit of what you owe “${who}”: ${quanta}. Pay what has gathered, so that work does not stop.`,
      interruptedOwing: (who) =>
        `The limit of what you owe “${who}” is reached: work has stopped. It goes on right after a payment.`,
      resumedOwing: (who) => `“${who}” works again, the times of tickets go on.`,
    },
    desk: {
      low: (who, quanta) => `The client ${who} has few quanta left: ${quanta}.`,
      ending: (who, quanta, days) => `The package of ${who} ends in ${inDays('en', days)}, quanta not used: ${quanta}.`,
      interrupted: (who, quanta) =>
        quanta > 0
          ? `Quanta left with the client ${who}: ${quanta}, too few for a new ticket. Timers and clocks stand still until the next payment.`
          : `The client ${who} has no quanta left. Timers and clocks stand still until the next payment.`,
      resumed: (who) => `The client ${who} has paid a package, work and clocks go on.`,
      lowOwing: (who, quanta) => `Quanta left until the limit of what ${who} owes: ${quanta}.`,
      interruptedOwing: (who) =>
        `The client ${who} has reached the limit of what is owed. Timers and clocks stand still until the next payment.`,
      resumedOwing: (who) => `The client ${who}: work and clocks go on.`,
    },
  },
}

function inDays(language: Language, days: number): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)
}
