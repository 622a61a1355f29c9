import { conversation } from './conversation.ts'
import { cast } from './people.ts'
import type { Told } from './teller.ts'
import type { Days } from './workdays.ts'

/** A small shop that asked for what the vendor does not do, and went back to standard support. */
export async function tellOfTowel(told: Told, { ago }: Days): Promise<void> {
  const copy = conversation(told)
  await copy.open(cast.sofia, ago(20, '12:10'), {
    subject: 'Не вмикається друга копія сайту',
    text: 'Скопіювали сайт на другий домен для оптовиків, а адмінка пише «Ліцензійний ключ уже використано». Зробіть, щоб працювали обидва.',
    answers: [
      ['place', 'opt.rushnyk.example, вхід до адмінки'],
      ['version', '24.300'],
    ],
  })
  await copy.take(cast.bohdan, ago(20, '13:05'))
  await copy.decline(cast.bohdan, ago(20, '13:20'), {
    reason: 'unlicensed',
    text:
      'Добрий день, Софіє! На один ключ можна мати один сайт, тож друга копія працює без ліцензії, і допомогти з нею ми не можемо. ' +
      'Коли придбаєте ключ для другого домену, напишіть нам: разом увімкнемо й перевіримо.',
  })

  const payments = conversation(told)
  await payments.open(cast.sofia, ago(15, '16:30'), {
    subject: 'Потрібна оплата частинами нашого банку',
    text: 'Покупці питають про оплату частинами. У нашого банку є API, документацію надішлю. Напишіть, будь ласка, модуль оплати.',
    category: 'changeRequest',
    answers: [
      ['place', 'rushnyk.example, оформлення замовлення'],
      ['version', '24.300'],
    ],
  })
  await payments.take(cast.iryna, ago(15, '17:10'))
  await payments.declineOutside(
    cast.iryna,
    ago(15, '17:25'),
    'development',
    'Добрий день, Софіє! Скриптів для платіжних систем ми не пишемо: це робота розробника, того, хто робив ваш сайт, або вашого власного. ' +
      'Побажання додати цей банк записали, але строку не обіцяємо.',
  )

  const { stateToken } = await told.tell(cast.sofia, ago(12, '09:30'), 'readSupport', {})
  await told.tell(cast.sofia, ago(12, '09:31'), 'returnToStandard', { stateToken })
}
