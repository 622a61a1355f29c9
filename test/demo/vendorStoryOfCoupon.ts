import { conversation } from './conversation.ts'
import { cast } from './people.ts'
import { newId, type Told } from './teller.ts'
import type { Days } from './workdays.ts'

const asked: readonly (readonly [daysAgo: number, subject: string, text: string, answer: string])[] = [
  [
    27,
    'Оновлення зупинилося на половині',
    'Оновлення стало на 52 %, сайт віддає 503.',
    'Дозавантажили пакет, сайт працює.',
  ],
  [
    21,
    'База даних займає весь диск',
    'Місця лишилося на годину.',
    'Радимо винести журнали бази на окремий диск: місце звільнено.',
  ],
  [
    17,
    'Не ставиться нова версія PHP',
    'Після PHP 8.4 порожня сторінка.',
    'Допомогли встановити модулі, яких бракувало.',
  ],
  [12, 'Кешування гальмує каталог', 'Каталог відкривається 10 секунд.', 'Перевели кеш у пам’ять: менше секунди.'],
  [8, 'Сайт недоступний уночі', 'Щоночі о третій 502.', 'Заважало резервне копіювання: перенесли й обмежили.'],
  [
    4,
    'Реплікація бази відстає',
    'Відставання понад годину.',
    'Поради щодо параметрів реплікації надіслали, відставання зникло.',
  ],
]

/** T10: a coupon that came with the enterprise licence, about half of it spent; the newest special request is a review under way. */
export async function tellOfCoupon(told: Told, { ago, minutesAgo }: Days): Promise<void> {
  const { tell } = told
  for (const [who, phone] of [
    [cast.oksana, '+380 44 200-10-01'],
    [cast.taras, '+380 44 200-10-02'],
    [cast.iryna, '+380 44 200-10-03'],
    [cast.bohdan, '+380 44 200-10-04'],
  ] as const) {
    await tell(who, ago(40, '09:15'), 'setPhone', { userId: who.userId, phone })
  }
  const boughtAt = ago(30, '10:10')
  const { coupons } = await tell(cast.oksana, boughtAt, 'issueCoupons', {
    issueId: newId(),
    purchasedOn: boughtAt.toISOString().slice(0, 10),
    coupons: [
      { orderNumber: 'ЕНТ-2117', note: '«Джерело», ліцензія на рік' },
      { orderNumber: 'ЕНТ-2130', note: 'Ще не введено' },
    ],
  })
  await tell(cast.natalia, ago(30, '11:00'), 'enterCoupon', { code: coupons[0]?.code ?? '' })
  for (const [days, subject, text, answer] of asked) {
    const request = conversation(told)
    await request.open(cast.maksym, ago(days, '20:40'), { subject, text, special: { kind: null, objects: [] } })
    await request.take(cast.bohdan, ago(days, '20:58'))
    await request.say(cast.bohdan, ago(days, '21:10'), 'Добрий вечір! Уже дивимося.')
    await request.resolve(cast.bohdan, ago(days, '22:10'), answer)
    await request.confirm(cast.maksym, ago(days, '22:30'))
  }
  const review = conversation(told)
  await review.open(cast.natalia, minutesAgo(95), {
    subject: 'Перевірте швидкість магазину перед розпродажем',
    text: 'За тиждень розпродаж. Гляньте, будь ласка, чи витримають головні сторінки.',
    category: 'serviceRequest',
    special: {
      kind: 'performanceReview',
      objects: [['dzherelo_shop'], ['/', '/catalog', '/catalog/water', '/cart', '/order']],
    },
  })
  await review.take(cast.iryna, minutesAgo(80))
  await review.say(
    cast.iryna,
    minutesAgo(70),
    'Добрий день, Наталю! Перевірку почали: дивимося шаблон і п’ять сторінок разом із розробниками. До вечора надішлемо перелік.',
  )
}
