import { letter } from './afterwards.ts'
import { conversation } from './conversation.ts'
import { failedPage, log } from './files.ts'
import { cast } from './people.ts'
import type { Told } from './teller.ts'
import type { Days } from './workdays.ts'

/** A shop on the enterprise licence, with a developer of its own. */
export async function tellOfSpring(told: Told, days: Days): Promise<void> {
  await tellOfCart(told, days)
  await tellOfServer(told, days)
  await tellOfStock(told, days)
  await tellOfImport(told, days)
  await tellOfSlowness(told, days)
}

/** Closed too early, opened again, mended by an update; its duplicate was merged. */
async function tellOfCart(told: Told, { ago }: Days): Promise<void> {
  const cart = conversation(told)
  await cart.open(cast.natalia, ago(24, '09:20'), {
    subject: 'Після оновлення не відкривається кошик',
    text: 'Учора ввечері оновили сайт, і тепер кошик відкривається порожнім. Покупці телефонують, частина замовлень пропала.',
    category: 'incident',
    priority: 'critical',
    answers: [
      ['place', 'dzherelo.example/cart'],
      ['version', '24.400, до оновлення була 24.300'],
      ['edition', 'Ентерпрайз'],
      ['steps', '1. Додати товар\n2. Натиснути «Кошик»\n3. Сторінка порожня, ціни немає'],
    ],
    files: [failedPage('кошик.png')],
  })
  const again = conversation(told)
  await again.open(cast.maksym, ago(24, '09:34'), {
    subject: 'Кошик порожній: помилка в журналі',
    text: 'Той самий кошик: у журналі `Undefined index: BASKET_PROPS` з 21:40. Кеш скинув, не допомогло.',
    category: 'incident',
  })
  await cart.take(cast.iryna, ago(24, '09:41'))
  await cart.classify(cast.iryna, ago(24, '09:42'), 'incident', 'critical')
  await again.mergeInto(cast.iryna, ago(24, '09:45'), cart)
  await cart.say(
    cast.iryna,
    ago(24, '09:52'),
    'Добрий день! Помилку відтворили в себе: вона з’являється, якщо в товару є додаткова властивість без назви. ' +
      'Поки готуємо виправлення, дайте таким властивостям будь-яку назву: кошик запрацює одразу.',
  )
  await cart.say(cast.maksym, ago(24, '10:20'), 'Знайшов чотири такі властивості, назвав. Кошик працює, дякую!')
  await cart.resolve(cast.iryna, ago(24, '11:00'), 'Чудово. Виправлення ввійде до найближчого оновлення.')
  await cart.reopen(cast.natalia, ago(23, '12:15'))
  await cart.say(
    cast.natalia,
    ago(23, '12:16'),
    'На жаль, знову порожній: менеджерка додала товар, і властивість без назви з’явилася сама.',
  )
  await cart.take(cast.iryna, ago(23, '12:30'))
  const urgent = await letter(told, cast.natalia, ago(23, '12:35'), {
    kind: 'urgent',
    ticketId: cart.ticketId,
    text: 'Звернення закрили, а кошик знову не працює. Щогодини втрачаємо замовлення. Прошу втрутитися.',
  })
  await urgent.answer(
    cast.taras,
    ago(23, '12:50'),
    'Добрий день, Наталю! Узяв під особистий контроль: розробники готують позачергове оновлення, чекайте до вечора.',
  )
  await cart.note(
    cast.taras,
    ago(23, '12:40'),
    'Розробники обіцяють позачергове оновлення до вечора. Іро, не закривай, доки не перевірять самі.',
  )
  await cart.say(
    cast.iryna,
    ago(23, '18:20'),
    'Вийшло оновлення 24.401: властивості без назви більше не шкодять. Встановіть його, будь ласка, і перевірте.',
  )
  await cart.say(cast.maksym, ago(22, '09:50'), 'Встановили, перевірили на трьох товарах. Усе гаразд.')
  await cart.resolve(cast.iryna, ago(22, '10:05'), 'Дякуємо за терпіння! Закриваємо.')
  await cart.confirm(cast.natalia, ago(22, '10:30'))
  await cart.rate(cast.natalia, ago(22, '10:31'), 4, 'Дякуємо Ірині. Прикро лише, що першого разу закрили зарано.')
}

/** Outside of an area: closed with where to turn. */
async function tellOfServer(told: Told, { ago }: Days): Promise<void> {
  const server = conversation(told)
  await server.open(cast.natalia, ago(16, '14:05'), {
    subject: 'Перенесіть магазин на новий сервер',
    text: 'Купили потужніший сервер у того ж провайдера. Доступи є. Перенесіть, будь ласка, сайт із базою, бажано вночі.',
    category: 'serviceRequest',
    answers: [
      ['place', 'dzherelo.example'],
      ['environment', 'Ubuntu 24.04, PHP 8.3, MySQL 8.0'],
    ],
  })
  await server.take(cast.bohdan, ago(16, '14:40'))
  await server.declineOutside(
    cast.bohdan,
    ago(16, '15:02'),
    'installation',
    'Добрий день, Наталю! Самі ми сайтів не переносимо: цим займаються хостинг-провайдер або адміністратор вашого сервера. ' +
      'Зі свого боку радимо вбудоване резервне копіювання: «Налаштування → Інструменти → Резервна копія», а на новому сервері – скрипт `restore.php`. ' +
      'Якщо на якомусь кроці буде помилка, напишіть: підкажемо.',
  )

  const limits = conversation(told)
  await limits.open(cast.maksym, ago(14, '10:10'), {
    subject: 'restore.php зупиняється на 40 %',
    text: 'Відновлюю копію на новому сервері, як радили. Скрипт зупиняється на 40 %, у браузері порожня сторінка. Копія 6 ГБ.',
    category: 'informationRequest',
    answers: [
      ['place', 'Новий сервер, restore.php'],
      ['version', '24.401'],
      ['environment', 'PHP 8.3, max_execution_time = 60'],
    ],
  })
  await limits.take(cast.bohdan, ago(14, '11:30'))
  await limits.say(
    cast.bohdan,
    ago(14, '11:42'),
    'Скрипту бракує часу. Поставте `max_execution_time = 0` на час відновлення або розбийте копію на частини по 500 МБ: «Резервна копія → Параметри».',
  )
  await limits.resolve(cast.bohdan, ago(14, '16:00'), 'Якщо не допоможе, відкрийте це звернення знову.')
}

/** Resolved yesterday; the client has not said yet whether that helped. */
async function tellOfStock(told: Told, { ago }: Days): Promise<void> {
  const stock = conversation(told)
  await stock.open(cast.maksym, ago(3, '10:25'), {
    subject: 'Як отримати залишки за складами через API',
    text: 'Пишу обмін зі складом. Метод `catalog.product.list` віддає загальний залишок, а потрібно за кожним складом окремо. Чи є такий метод?',
    category: 'informationRequest',
    answers: [
      ['article', 'https://docs.rushiy.example/api/catalog'],
      ['version', '24.401'],
    ],
  })
  await stock.take(cast.iryna, ago(3, '12:00'))
  await stock.say(
    cast.iryna,
    ago(3, '12:18'),
    'Добрий день, Максиме! Так: `catalog.store.amount.list` з фільтром за `productId`. Приклад є в документації, розділ «Склади».',
  )
  await stock.say(cast.maksym, ago(2, '17:40'), 'Те, що треба. А більше ніж 50 рядків за раз?')
  await stock.resolve(
    cast.iryna,
    ago(1, '09:35'),
    'Сторінками: передавайте `start=50`, `start=100` і так далі, у відповіді є `next`.',
  )
}

/** Under way: the vendor's developers look at it. */
async function tellOfImport(told: Told, { ago }: Days): Promise<void> {
  const goods = conversation(told)
  await goods.open(cast.maksym, ago(2, '11:05'), {
    subject: 'Помилка 500 під час імпорту каталогу',
    text: 'Щоночі імпортуємо 14 тисяч товарів. Уже дві ночі імпорт падає з помилкою 500 приблизно на дев’ятій тисячі, на сайті старі ціни.',
    category: 'incident',
    priority: 'high',
    answers: [
      ['place', 'Магазин → Імпорт, профіль «Постачальник»'],
      ['version', '24.401'],
      ['edition', 'Ентерпрайз'],
      ['steps', '1. Відкрити профіль\n2. «Запустити»\n3. За 20 хвилин помилка 500'],
    ],
  })
  await goods.take(cast.bohdan, ago(2, '11:40'))
  await goods.classify(cast.bohdan, ago(2, '11:41'), 'incident', 'high')
  await goods.ask(
    cast.bohdan,
    ago(2, '11:55'),
    'Добрий день! Надішліть, будь ласка, рядок журналу за той час і розмір файлу постачальника.',
  )
  await goods.say(
    cast.maksym,
    ago(2, '13:10'),
    'Файл 212 МБ. У журналі: `Allowed memory size of 268435456 bytes exhausted`.',
    [log('import.log', '2026-11-23', 'Allowed memory size of 268435456 bytes exhausted')],
  )
  await goods.say(
    cast.bohdan,
    ago(1, '10:20'),
    'Бачимо: новий розбір файлу тримає його в пам’яті цілком, раніше було частинами. Передали розробникам. ' +
      'На цю ніч поставте для імпорту `memory_limit = 768M`.',
  )
  await goods.note(
    cast.bohdan,
    ago(1, '10:25'),
    'Регресія 24.400, задача в розробці. @Ірина Бондар, після виправлення напиши й «Каштану»: у них той самий профіль.',
    [cast.iryna],
  )
  await goods.say(cast.maksym, ago(1, '16:45'), 'Поставили. Напишу зранку, як пройшло.')
}

/** Just come, with a priority that nobody of the desk has agreed to yet. */
async function tellOfSlowness(told: Told, { minutesAgo }: Days): Promise<void> {
  const slow = conversation(told)
  await slow.open(cast.natalia, minutesAgo(25), {
    subject: 'Каталог відкривається по десять секунд',
    text: 'Від ранку каталог відкривається 8–10 секунд, картка товару – швидко. Навантаження звичайне, нічого не міняли.',
    category: 'incident',
    priority: 'critical',
    answers: [
      ['place', 'dzherelo.example/catalog'],
      ['version', '24.401'],
    ],
  })
}
