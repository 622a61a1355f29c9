import type { Language } from '#contract/common.ts'

/** What both sides read of an account (Q7); `who` is the other one, `quanta` stand beside their time. */
type BillingText = (who: string, quanta: string, days: number) => string
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
        `У «${who}» осталось мало оплаченного времени: ${quanta}. Новый пакет можно заказать заранее.`,
      ending: (who, quanta, days) =>
        `Пакет у «${who}» закончится через ${inDays('ru', days)}, не использовано: ${quanta}. На следующий пакет они не переходят.`,
      interrupted: (who) =>
        `Оплаченные кванты у «${who}» закончились, работа остановлена. Она продолжится сразу после оплаты.`,
      resumed: (who) => `Оплата получена, «${who}» продолжает работу.`,
      lowOwing: (who, quanta) =>
        `До предела к оплате у «${who}» осталось: ${quanta}. Оплатите то, что накопилось, чтобы работа не остановилась.`,
      interruptedOwing: (who) =>
        `Предел к оплате у «${who}» достигнут, работа остановлена. Она продолжится сразу после оплаты.`,
      resumedOwing: (who) => `«${who}» снова работает, сроки обращений идут дальше.`,
    },
    desk: {
      low: (who, quanta) => `У клиента ${who} осталось мало: ${quanta}.`,
      ending: (who, quanta, days) =>
        `Пакет клиента ${who} закончится через ${inDays('ru', days)}, не использовано: ${quanta}.`,
      interrupted: (who) => `Кванты клиента ${who} закончились. Таймеры и сроки стоят до следующей оплаты.`,
      resumed: (who) => `Клиент ${who} оплатил пакет, работа и сроки продолжаются.`,
      lowOwing: (who, quanta) => `У клиента ${who} до предела к оплате осталось: ${quanta}.`,
      interruptedOwing: (who) => `Клиент ${who} достиг предела к оплате. Таймеры и сроки стоят до следующей оплаты.`,
      resumedOwing: (who) => `Клиент ${who}: работа и сроки продолжаются.`,
    },
  },
  uk: {
    client: {
      low: (who, quanta) =>
        `У «${who}» залишилося мало оплаченого часу: ${quanta}. Новий пакет можна замовити заздалегідь.`,
      ending: (who, quanta, days) =>
        `Пакет у «${who}» закінчиться через ${inDays('uk', days)}, не використано: ${quanta}. На наступний пакет вони не переходять.`,
      interrupted: (who) =>
        `Оплачені кванти у «${who}» закінчилися, роботу зупинено. Вона продовжиться одразу після оплати.`,
      resumed: (who) => `Оплату отримано, «${who}» продовжує роботу.`,
      lowOwing: (who, quanta) =>
        `До межі до сплати у «${who}» залишилося: ${quanta}. Сплатіть те, що накопичилося, щоб робота не зупинилася.`,
      interruptedOwing: (who) =>
        `Межі до сплати у «${who}» досягнуто, роботу зупинено. Вона продовжиться одразу після оплати.`,
      resumedOwing: (who) => `«${who}» знову працює, строки звернень ідуть далі.`,
    },
    desk: {
      low: (who, quanta) => `У клієнта ${who} залишилося мало: ${quanta}.`,
      ending: (who, quanta, days) =>
        `Пакет клієнта ${who} закінчиться через ${inDays('uk', days)}, не використано: ${quanta}.`,
      interrupted: (who) => `Кванти клієнта ${who} закінчилися. Таймери й строки стоять до наступної оплати.`,
      resumed: (who) => `Клієнт ${who} оплатив пакет, робота та строки тривають.`,
      lowOwing: (who, quanta) => `У клієнта ${who} до межі до сплати залишилося: ${quanta}.`,
      interruptedOwing: (who) => `Клієнт ${who} досяг межі до сплати. Таймери й строки стоять до наступної оплати.`,
      resumedOwing: (who) => `Клієнт ${who}: робота та строки тривають.`,
    },
  },
  en: {
    client: {
      low: (who, quanta) =>
        `Little paid time is left with “${who}”: ${quanta}. You can order a new package beforehand.`,
      ending: (who, quanta, days) =>
        `Your package with “${who}” ends in ${inDays('en', days)}, not used: ${quanta}. They do not move to the next one.`,
      interrupted: (who) =>
        `No paid quanta are left with “${who}”: work has stopped. It goes on right after a payment.`,
      resumed: (who) => `The payment has come, “${who}” goes on working.`,
      lowOwing: (who, quanta) =>
        `Left until the limit of what you owe “${who}”: ${quanta}. Pay what has gathered, so that work does not stop.`,
      interruptedOwing: (who) =>
        `The limit of what you owe “${who}” is reached: work has stopped. It goes on right after a payment.`,
      resumedOwing: (who) => `“${who}” works again, the times of tickets go on.`,
    },
    desk: {
      low: (who, quanta) => `The client ${who} has little left: ${quanta}.`,
      ending: (who, quanta, days) => `The package of ${who} ends in ${inDays('en', days)}, not used: ${quanta}.`,
      interrupted: (who) =>
        `The client ${who} has no quanta left. Timers and clocks stand still until the next payment.`,
      resumed: (who) => `The client ${who} has paid a package, work and clocks go on.`,
      lowOwing: (who, quanta) => `Left until the limit of what ${who} owes: ${quanta}.`,
      interruptedOwing: (who) =>
        `The client ${who} has reached the limit of what is owed. Timers and clocks stand still until the next payment.`,
      resumedOwing: (who) => `The client ${who}: work and clocks go on.`,
    },
  },
}

function inDays(language: Language, days: number): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)
}
