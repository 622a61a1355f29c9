import type { Regulation } from '#contract/regulations/document.types.ts'
import { aroundTheClock, kyivWorkdays } from './calendars.ts'
import { categories, priorities } from './categories.ts'
import { alike, escalation, inAppOnly, refusalOfChannel, workBy } from './common.ts'
import { intakeOf } from './intake.ts'
import { allReasons } from './reasons.ts'
import { vendorCoupons } from './vendorCoupons.ts'
import { vendorAreas, vendorGeneral } from './vendorScope.ts'
import { texts } from './texts.ts'

/** A vendor's regulation: scope by area, no promised times except for coupons, reasons to put off or refuse (S8). */
export const vendorSla: Regulation = {
  key: 'vendor-sla',
  title: texts('Поддержка производителя', 'Підтримка виробника', 'Vendor support'),
  kind: 'partner',
  calendars: { office: kyivWorkdays('09:00', '20:00'), always: aroundTheClock('Europe/Kyiv') },
  people: { by: 'everybody', calendar: 'office' },
  onDuty: null,
  assistant: { attempts: 3, silenceHours: 24, personOnRequest: true },
  channels: {
    cloud: inAppOnly,
    box: inAppOnly,
    talkingOnly: ['phone', 'telegram', 'whatsapp', 'max', 'otherMessenger'],
    accepted: [],
    refusal: refusalOfChannel,
  },
  identification: null,
  categories,
  priorities,
  targets: [
    {
      kind: 'firstReaction',
      categories: null,
      priorities: null,
      plans: null,
      coupon: true,
      within: { by: 'time', minutes: 60, calendar: 'always' },
    },
  ],
  withoutTarget: {
    by: 'everybody',
    text: texts(
      'Срок не обещаем: ответ занимает от часов до дней, смотря по загрузке. Дольше, если нужен инженер или разработчик.',
      'Строк не обіцяємо: відповідь займає від годин до днів, залежно від завантаження. Довше, якщо потрібен інженер чи розробник.',
      'No time is promised: an answer takes hours to days, as the load is. Longer where an engineer or developer is needed.',
    ),
  },
  escalation,
  // A special request is paid for and goes to work at once (2.4); what is critical comes before the rest (2.1).
  queue: { first: ['coupon', 'critical'], thenBy: 'arrival' },
  work: workBy('office'),
  clientStatuses: [],
  plans: [],
  orders: null,
  coupons: vendorCoupons,
  scope: {
    general: vendorGeneral,
    areas: vendorAreas,
    outside: {
      text: texts(
        'Это вне нашей поддержки. Обратитесь к хостинг-провайдеру, к авторам программы или к вашему разработчику.',
        'Це поза нашою підтримкою. Зверніться до хостинг-провайдера, до авторів програми або до вашого розробника.',
        'This is outside of our support. Turn to your host, to the authors of the software, or to your developer.',
      ),
      // Whoever reads it is connected to this desk: another partner would end that.
      way: null,
    },
    quoteQuestions: [],
  },
  intake: intakeOf(['description', 'place', 'version', 'edition'], ['steps', 'article', 'environment', 'screenshots']),
  reasons: allReasons,
  ...alike,
  noticeDays: 30,
}
