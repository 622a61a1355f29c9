import type { Priority } from '#contract/regulations/base.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Target } from '#contract/regulations/promises.types.ts'
import { aroundTheClock, everyDay } from './calendars.ts'
import { categories, priorities } from './categories.ts'
import { alike, escalation, identificationIn, refusalOfChannel, workBy } from './common.ts'
import { intakeOf } from './intake.ts'
import { commonReasons } from './reasons.ts'
import { texts } from './texts.ts'

const everywhere: Regulation['channels']['cloud'] = {
  official: ['app', 'email', 'telegram', 'phone'],
  chooseOne: null,
}

/** A service with categories, priorities and reaction times. The steps between 30 minutes and 2 hours are ours (S8). */
export const saasSupport: Regulation = {
  key: 'saas-support',
  title: texts('Поддержка сервиса', 'Підтримка сервісу', 'Service support'),
  kind: 'partner',
  calendars: {
    office: everyDay('Europe/Moscow', '08:00', '20:00'),
    always: aroundTheClock('Europe/Moscow'),
  },
  people: { by: 'everybody', calendar: 'office' },
  onDuty: null,
  assistant: { attempts: 3, silenceHours: 24, personOnRequest: true },
  channels: {
    cloud: everywhere,
    box: everywhere,
    talkingOnly: [],
    accepted: [{ channels: ['app', 'email'], calendar: 'always' }],
    refusal: refusalOfChannel,
  },
  identification: identificationIn(['telegram', 'phone']),
  categories,
  priorities,
  targets: [
    incidentReaction('critical', 30),
    incidentReaction('high', 60),
    incidentReaction('medium', 90),
    incidentReaction('low', 120),
    {
      kind: 'firstReaction',
      categories: ['serviceRequest', 'informationRequest', 'changeRequest'],
      priorities: null,
      plans: null,
      coupon: false,
      within: { by: 'time', minutes: 180, calendar: 'office' },
    },
    {
      kind: 'resolution',
      categories: ['incident'],
      priorities: ['critical', 'high'],
      plans: null,
      coupon: false,
      within: { by: 'endOfDay', nextDayAfter: '20:00', calendar: 'office' },
    },
  ],
  withoutTarget: {
    by: 'everybody',
    text: texts(
      'Сколько займёт решение, заранее не сказать: важно, насколько труден вопрос и полно ли он описан.',
      'Скільки триватиме розв’язання, наперед не сказати: важливо, наскільки важке питання й чи повно його описано.',
      'How long a solution takes depends on how hard the question is and how fully it is described.',
    ),
  },
  escalation,
  queue: { first: ['critical'], thenBy: 'deadline' },
  work: workBy('office'),
  clientStatuses: [],
  plans: [],
  orders: null,
  coupons: null,
  scope: {
    general: { included: [], excluded: [] },
    areas: [
      {
        code: 'service',
        title: texts('Работа с сервисом', 'Робота із сервісом', 'Using the service'),
        included: [
          texts(
            'Вопросы о возможностях и настройках',
            'Запитання про можливості й налаштування',
            'Questions about features and settings',
          ),
          texts('Технические трудности', 'Технічні труднощі', 'Technical trouble'),
          texts(
            'Сбои: за работой платформы следим круглосуточно и чиним в любой день',
            'Збої: за роботою платформи стежимо цілодобово й лагодимо будь-якого дня',
            'Failures: the platform is watched around the clock and mended on any day',
          ),
          texts(
            'Доработки: передаём разработчикам, сообщаем срок и рассказываем, как идут дела',
            'Доопрацювання: передаємо розробникам, повідомляємо строк і розповідаємо, як ідуть справи',
            'Changes of the product: they go to the developers, you are told when and kept posted',
          ),
        ],
        excluded: [],
        outside: null,
      },
    ],
    outside: {
      text: texts(
        'С этим мы помочь не можем: вопрос не о нашем сервисе. Обратитесь к тому, кто его поддерживает.',
        'Із цим ми допомогти не можемо: питання не про наш сервіс. Зверніться до того, хто його підтримує.',
        'We cannot help with this: it is not about our service. Please turn to whoever supports it.',
      ),
      way: null,
    },
    quoteQuestions: [],
  },
  intake: intakeOf(['object', 'description', 'goal', 'place', 'steps'], ['screenshots']),
  reasons: commonReasons,
  ...alike,
  noticeDays: 30,
}

function incidentReaction(priority: Priority, minutes: number): Target {
  const within = { by: 'time', minutes, calendar: 'office' } as const
  return {
    kind: 'firstReaction',
    categories: ['incident'],
    priorities: [priority],
    plans: null,
    coupon: false,
    within,
  }
}
