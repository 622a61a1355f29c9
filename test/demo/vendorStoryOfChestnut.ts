import { letter } from './afterwards.ts'
import { conversation } from './conversation.ts'
import { page, tableWith } from './files.ts'
import { cast } from './people.ts'
import type { Told } from './teller.ts'
import type { Days } from './workdays.ts'

/** A bookshop, whose tickets mostly wait for something: a release, access, an answer. */
export async function tellOfChestnut(told: Told, days: Days): Promise<void> {
  await tellOfSearch(told, days)
  await tellOfPictures(told, days)
  await tellOfKey(told, days)
  await tellOfLetters(told, days)
  await tellOfTwo(told, days)
}

/** With development: the client sees a date, which has moved once. */
async function tellOfSearch(told: Told, { ago, ahead, minutesAgo }: Days): Promise<void> {
  const search = conversation(told)
  await search.open(cast.andriy, ago(13, '12:30'), {
    subject: 'Пошук не знаходить слова з апострофом',
    text: 'Шукаємо «п’ять зим» – нічого, хоча книжка є. Якщо набрати інший апостроф, як на клавіатурі, знаходить.',
    category: 'incident',
    answers: [
      ['place', 'kashtan.example, рядок пошуку'],
      ['version', '24.400'],
      ['steps', '1. Набрати «п’ять» з телефону\n2. Порожня сторінка'],
    ],
  })
  await search.take(cast.iryna, ago(13, '13:15'))
  await search.classify(cast.iryna, ago(13, '13:16'), 'incident', 'medium')
  await search.say(
    cast.iryna,
    ago(13, '13:40'),
    'Добрий день, Андрію! Це помилка продукту: індекс розрізняє два види апострофа. Підтвердили.',
  )
  await search.defer(cast.iryna, ago(12, '10:00'), {
    reason: 'development',
    text: 'Помилку передали розробникам: виправлення має вийти з грудневим оновленням.',
    until: ahead(9, '18:00'),
  })
  await search.moveDate(cast.taras, ago(2, '15:20'), ahead(16, '18:00'))
  await search.say(cast.taras, ago(2, '15:25'), 'Оновлення зсунулося на тиждень. Дату змінили, вибачте за чекання.')
  await letter(told, cast.andriy, minutesAgo(55), {
    kind: 'urgent',
    ticketId: search.ticketId,
    text: 'Дату виправлення перенесли на тиждень, а в нас передсвятковий розпродаж. Чи можна отримати виправлення раніше?',
  })
}

/** Nobody could repeat it: put off until the client gives access. */
async function tellOfPictures(told: Told, { ago, ahead }: Days): Promise<void> {
  const pictures = conversation(told)
  await pictures.open(cast.andriy, ago(6, '15:45'), {
    subject: 'Зникають обкладинки книжок',
    text: 'Обкладинки інколи зникають на сторінці серії, після оновлення сторінки з’являються. Відтворити на вимогу не можемо.',
    category: 'incident',
    answers: [
      ['place', 'kashtan.example/series'],
      ['environment', 'Chrome 130, Safari 18'],
    ],
    files: [tableWith('сторінка серії.png', 9, [2, 3, 7])],
  })
  await pictures.take(cast.bohdan, ago(6, '16:20'))
  await pictures.say(
    cast.bohdan,
    ago(5, '11:30'),
    'Перевірили на чистій установці: обкладинки на місці. Схоже на налаштування кешу саме у вас.',
  )
  await pictures.defer(cast.bohdan, ago(5, '11:36'), {
    reason: 'notReproduced',
    text: 'Повторити в себе не вдалося. Щоб знайти причину, потрібен тимчасовий доступ до адмінки з правами редактора.',
    until: ahead(5, '18:00'),
  })
}

/** The desk has asked and waits. */
async function tellOfKey(told: Told, { ago }: Days): Promise<void> {
  const key = conversation(told)
  await key.open(cast.andriy, ago(1, '13:05'), {
    subject: 'Ліцензійний ключ не приймається під час оновлення',
    text: 'Система оновлень каже «Ключ не знайдено», хоча ліцензію продовжили минулого місяця.',
    category: 'serviceRequest',
    answers: [['place', 'Система оновлень']],
    files: [page('rakhunok-2041.pdf', ['Invoice 2041', 'Licence, one year', 'Paid'])],
  })
  await key.take(cast.iryna, ago(1, '13:50'))
  await key.ask(
    cast.iryna,
    ago(1, '13:58'),
    'Добрий день, Андрію! Напишіть, будь ласка, **останні чотири знаки** ключа та домен, на який його видано. Увесь ключ надсилати не треба.',
  )
}

/** Withdrawn; and one that was mended and has come back. */
async function tellOfLetters(told: Told, { ago }: Days): Promise<void> {
  const letters = conversation(told)
  await letters.open(cast.andriy, ago(10, '09:45'), {
    subject: 'Не надходять листи із замовленнями',
    text: 'Від учора листи про замовлення не надходять ні нам, ні покупцям.',
    category: 'incident',
    priority: 'high',
  })
  await letters.say(cast.andriy, ago(10, '10:05'), 'Знайшли самі: у провайдера закінчився ліміт листів. Питання знято.')
  await letters.withdraw(cast.andriy, ago(10, '10:06'))

  const twice = conversation(told)
  await twice.open(cast.andriy, ago(7, '10:40'), {
    subject: 'Розсилка приходить двічі',
    text: 'Передплатники отримують кожен лист розсилки двічі з різницею у хвилину.',
    category: 'incident',
    answers: [
      ['place', 'Маркетинг → Розсилки'],
      ['version', '24.400'],
    ],
  })
  await twice.take(cast.bohdan, ago(7, '11:15'))
  await twice.classify(cast.bohdan, ago(7, '11:16'), 'incident', 'medium')
  await twice.say(
    cast.bohdan,
    ago(7, '11:40'),
    'У вас увімкнено і cron, і запуск на відвідуваннях. Залиште щось одне: «Налаштування → Агенти».',
  )
  await twice.resolve(cast.bohdan, ago(4, '12:00'), 'Закриваємо. Якщо повториться, відкрийте звернення знову.')
  await twice.rate(cast.andriy, ago(3, '09:40'), 2, 'Порадили вимкнути одне з двох, а чому листів два, не сказали.')
  await twice.reopen(cast.andriy, ago(1, '17:20'))
  await twice.say(cast.andriy, ago(1, '17:22'), 'Залишили cron, але сьогоднішня розсилка знову прийшла двічі.')
}

/** Two problems in one text: one ticket is to hold one, so the agent has split it. */
async function tellOfTwo(told: Told, { ago }: Days): Promise<void> {
  const price = 'Знижки для постійних покупців не додаються до акційних, хоча в правилі стоїть «підсумовувати».'
  const map = 'А ще на сторінці «Контакти» не показується мапа.'
  const two = conversation(told)
  await two.open(cast.andriy, ago(2, '16:10'), {
    subject: 'Знижки не підсумовуються',
    text: `${price}\n\n${map}`,
    answers: [['version', '24.401']],
  })
  await two.take(cast.iryna, ago(1, '10:50'))
  const madeId = await two.splitOff(cast.iryna, ago(1, '10:52'), {
    subject: 'Немає мапи на сторінці «Контакти»',
    text: map,
    category: 'incident',
  })
  await two.classify(cast.iryna, ago(1, '10:53'), 'incident', 'medium')
  await two.say(
    cast.iryna,
    ago(1, '11:20'),
    'Добрий день! За регламентом в одному зверненні одна проблема, тому мапу винесли в окреме. Щодо знижок: у правила 3 пріоритет вищий за акцію, через це друге не рахується. Зараз перевіряємо.',
  )
  const contacts = conversation(told, madeId)
  await contacts.take(cast.bohdan, ago(1, '11:30'))
  await contacts.resolve(
    cast.bohdan,
    ago(1, '12:10'),
    'Мапі бракує ключа: «Налаштування → Мапи → Ключ API». Після збереження вона з’явиться одразу.',
  )
}
