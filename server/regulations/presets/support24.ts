import type { Regulation } from '#contract/regulations/document.types.ts'
import { aroundTheClock, moscowWorkdays } from './calendars.ts'
import { categories, priorities } from './categories.ts'
import { alike, inAppOnly, refusalOfChannel, workBy } from './common.ts'
import { intakeOf } from './intake.ts'
import { commonReasons } from './reasons.ts'
import { texts } from './texts.ts'

const inWorkingHours = texts(
  'Точного срока ответа нет: специалисты отвечают по очереди в рабочие часы.',
  'Точного строку відповіді немає: спеціалісти відповідають по черзі в робочі години.',
  'No exact time is promised: specialists answer in turn, in working hours.',
)

/** Support by the Bitrix24 tariff of the portal, free of charge and without promised times (E1, S8). */
export const support24: Regulation = {
  key: 'support24',
  title: texts('Стандартная поддержка', 'Стандартна підтримка', 'Standard support'),
  kind: 'standard',
  calendars: { office: moscowWorkdays('10:00', '19:00'), always: aroundTheClock('Europe/Moscow') },
  people: {
    by: 'level',
    calendars: { free: null, basic: 'office', standard: 'office', professional: 'office', enterprise: 'always' },
  },
  onDuty: { levels: ['enterprise'], afterMinutes: 60 },
  assistant: { attempts: 3, silenceHours: 24, personOnRequest: false },
  channels: {
    cloud: inAppOnly,
    box: inAppOnly,
    talkingOnly: [],
    accepted: [],
    refusal: refusalOfChannel,
  },
  identification: null,
  categories,
  priorities,
  targets: [],
  withoutTarget: {
    by: 'level',
    texts: {
      free: null,
      basic: inWorkingHours,
      standard: inWorkingHours,
      professional: inWorkingHours,
      enterprise: texts(
        'Точного срока ответа нет: специалисты отвечают по очереди, днём и ночью.',
        'Точного строку відповіді немає: спеціалісти відповідають по черзі, вдень і вночі.',
        'No exact time is promised: specialists answer in turn, day and night.',
      ),
    },
  },
  escalation: [],
  queue: { first: ['critical'], thenBy: 'arrival' },
  work: workBy('office'),
  clientStatuses: [],
  plans: [],
  orders: null,
  coupons: null,
  scope: {
    general: { included: [], excluded: [] },
    areas: [
      {
        code: 'standard',
        title: texts('Стандартная поддержка', 'Стандартна підтримка', 'Standard support'),
        included: [
          texts(
            'Как настроить и использовать встроенные инструменты',
            'Як налаштувати й використовувати вбудовані інструменти',
            'How to set up and use the built-in tools',
          ),
          texts('Найти и записать ошибку', 'Знайти й записати помилку', 'Finding and recording an error'),
          texts('Тарифы и оплата', 'Тарифи й оплата', 'Tariffs and payment'),
        ],
        excluded: [
          texts('Разработка приложений', 'Розробка застосунків', 'Developing applications'),
          texts('Проектирование бизнес-процессов', 'Проєктування бізнес-процесів', 'Designing business processes'),
          texts('Доработки интерфейса', 'Доопрацювання інтерфейсу', 'Changes of the interface'),
        ],
        outside: null,
      },
    ],
    outside: {
      text: texts(
        'Это делают партнёры: подключите одного из них кодом, и с этим вопросом поможет он.',
        'Це роблять партнери: підключіть одного з них кодом, і з цим питанням допоможе він.',
        'Partners do this: connect one of them with a code, and the partner helps with the question.',
      ),
      way: { to: 'connectPartner' },
    },
    quoteQuestions: [],
  },
  intake: intakeOf(['did', 'expected', 'got'], ['screenshots']),
  reasons: commonReasons,
  ...alike,
  noticeDays: 0,
}
