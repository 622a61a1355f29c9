import type { Plan, Price } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Target } from '#contract/regulations/promises.types.ts'
import { moscowWorkdays } from './calendars.ts'
import { categories, priorities } from './categories.ts'
import { alike, escalation, inAppOnly, refusalOfChannel, workBy } from './common.ts'
import { intakeOf } from './intake.ts'
import { commonReasons } from './reasons.ts'
import { texts, type Texts } from './texts.ts'

/** Prepaid packages of 10-minute quanta: four plans, three prices each (Q1). The zone and the notice are ours. */
export const quantumMaintenance: Regulation = {
  key: 'quantum-maintenance',
  title: texts('Сопровождение CRM', 'Супровід CRM', 'CRM maintenance'),
  kind: 'partner',
  calendars: { office: moscowWorkdays('09:00', '18:00') },
  people: { by: 'everybody', calendar: 'office' },
  onDuty: null,
  assistant: { attempts: 3, silenceHours: 24, personOnRequest: true },
  channels: {
    cloud: inAppOnly,
    box: { official: [], chooseOne: { from: ['whatsapp', 'telegram', 'max'], until: 'app' } },
    talkingOnly: [],
    accepted: [],
    refusal: refusalOfChannel,
  },
  identification: null,
  categories,
  priorities,
  targets: [reaction('subscription', 60), reaction('prepaid', 120), reaction('first-aid', 30), reaction('online', 30)],
  withoutTarget: null,
  escalation,
  queue: { first: ['critical'], thenBy: 'deadline' },
  work: workBy('office'),
  clientStatuses: [
    {
      status: 1,
      title: texts('Лицензия через нас на год', 'Ліцензія через нас на рік', 'Licence through us for a year'),
      meaning: texts(
        'Битрикс24 покупаете или продлеваете у нас сразу на год.',
        'Бітрікс24 купуєте або продовжуєте в нас одразу на рік.',
        'You buy or renew Bitrix24 from us for a year at a time.',
      ),
      afterLicenceEnds: 3,
    },
    {
      status: 2,
      title: texts('Лицензия через нас на месяц', 'Ліцензія через нас на місяць', 'Licence through us for a month'),
      meaning: texts(
        'Битрикс24 покупаете или продлеваете у нас помесячно.',
        'Бітрікс24 купуєте або продовжуєте в нас помісячно.',
        'You buy or renew Bitrix24 from us month by month.',
      ),
      afterLicenceEnds: 3,
    },
    {
      status: 3,
      title: texts('Лицензия не через нас', 'Ліцензія не через нас', 'Licence not through us'),
      meaning: texts(
        'Битрикс24 не покупаете и не продлеваете у нас.',
        'Бітрікс24 не купуєте й не продовжуєте в нас.',
        'You neither buy nor renew Bitrix24 from us.',
      ),
      afterLicenceEnds: null,
    },
  ],
  plans: [
    plan({
      code: 'subscription',
      title: texts('Абонемент технической поддержки', 'Абонемент технічної підтримки', 'Support subscription'),
      leastQuanta: 30,
      validDays: 90,
      roubles: [500, 550, 600],
    }),
    plan({
      code: 'prepaid',
      title: texts('Предоплаченный пакет обращений', 'Передплачений пакет звернень', 'Prepaid request pack'),
      leastQuanta: 12,
      validDays: 30,
      roubles: [600, 660, 720],
    }),
    plan({
      code: 'first-aid',
      title: texts('Скорая помощь', 'Швидка допомога', 'First aid'),
      leastQuanta: 30,
      validDays: 90,
      roubles: [750, 825, 900],
    }),
    plan({
      code: 'online',
      title: texts('Сопровождение онлайн', 'Супровід онлайн', 'Online maintenance'),
      leastQuanta: 12,
      validDays: 30,
      roubles: [1000, 1100, 1200],
    }),
  ],
  orders: { lapseDays: 14 },
  coupons: null,
  scope: {
    general: {
      included: [
        texts(
          'Работаем по удалённому рабочему столу, время считает таймер',
          'Працюємо через віддалений робочий стіл, час рахує таймер',
          'Work is done by remote desktop, and a timer counts the time',
        ),
      ],
      excluded: [],
    },
    areas: [
      {
        code: 'maintenance',
        title: texts('Сопровождение', 'Супровід', 'Maintenance'),
        included: [
          texts('Консультации', 'Консультації', 'Consulting'),
          texts(
            'Настройка, для которой не нужно согласованное техническое задание',
            'Налаштування, для якого не потрібне узгоджене технічне завдання',
            'Set-up that needs no agreed specification',
          ),
        ],
        excluded: [
          texts(
            'Работы по согласованному техническому заданию',
            'Роботи за узгодженим технічним завданням',
            'Work by an agreed specification',
          ),
        ],
        outside: null,
      },
    ],
    outside: {
      text: texts(
        'Для этого нужно техническое задание и отдельная оценка. Напишите, что должно получиться, и мы её подготовим.',
        'Для цього потрібні технічне завдання й окрема оцінка. Напишіть, що має вийти, і ми її підготуємо.',
        'This takes a specification and a quote of its own. Write what should come out of it, and we prepare one.',
      ),
      way: { to: 'askForQuote' },
    },
    quoteQuestions: [
      texts('Что должно получиться в итоге?', 'Що має вийти зрештою?', 'What should come out of it in the end?'),
      texts('Как это делается сейчас?', 'Як це робиться зараз?', 'How is it done now?'),
      texts(
        'Кто и сколько человек будет этим пользоваться?',
        'Хто і скільки людей цим користуватиметься?',
        'Who will use it, and how many people?',
      ),
      texts('К какому сроку это нужно?', 'До якого строку це потрібно?', 'By when is it needed?'),
    ],
  },
  intake: intakeOf(['description'], ['goal', 'place', 'steps', 'screenshots']),
  reasons: commonReasons,
  ...alike,
  noticeDays: 30,
}

function plan(terms: {
  code: string
  title: Texts
  leastQuanta: number
  validDays: number
  roubles: [yearly: number, monthly: number, elsewhere: number]
}): Plan {
  const { code, title, leastQuanta, validDays, roubles } = terms
  const quantumPrices = roubles.map((amount, index): Price => ({
    clientStatus: index + 1,
    currency: 'RUB',
    minor: amount * 100,
  }))
  const valid = { unit: 'days', count: validDays } as const
  return { code, title, sold: { by: 'quantum', leastQuanta, valid, quantumPrices }, channels: null }
}

function reaction(code: string, minutes: number): Target {
  const within = { by: 'time', minutes, calendar: 'office' } as const
  return { kind: 'firstReaction', categories: null, priorities: null, plans: [code], coupon: false, within }
}
