import { letter } from './afterwards.ts'
import { conversation } from './conversation.ts'
import { cast } from './people.ts'
import type { Told } from './teller.ts'
import type { Days } from './workdays.ts'

const house = 'Апартаменты «Белые ночи»'

/** A small house with one owner who does everything herself. */
export async function tellOfNights(told: Told, days: Days): Promise<void> {
  await tellOfRole(told, days)
  await tellOfLogo(told, days)
  await tellOfTax(told, days)
  await tellOfTwo(told, days)
  await tellOfLate(told, days)
  await tellOfNow(told, days)
}

/** The desk has asked and waits; the other one was closed for silence, by itself. */
async function tellOfRole(told: Told, { ago }: Days): Promise<void> {
  const letters = conversation(told)
  await letters.open(cast.lidia, ago(18, '17:30'), {
    subject: 'Письма гостям уходят в спам',
    text: 'Подтверждения брони гости находят в спаме. Раньше доходили.',
    category: 'incident',
    answers: [['object', house]],
  })
  await letters.take(cast.ilya, ago(18, '18:05'))
  await letters.classify(cast.ilya, ago(18, '18:06'), 'incident', 'medium')
  await letters.say(
    cast.ilya,
    ago(18, '18:14'),
    'Здравствуйте, Лидия! У вашего домена нет подписи DKIM. Инструкция: «Настройки → Почта → Подпись».',
  )
  await letters.resolve(cast.ilya, ago(17, '12:00'), 'Подпись появилась, проверочное письмо дошло во «Входящие».')

  const role = conversation(told)
  await role.open(cast.lidia, ago(1, '11:45'), {
    subject: 'Доступ для помощницы',
    text: 'Взяла помощницу. Дайте ей доступ, но без цен и отчётов о выручке.',
    category: 'serviceRequest',
    answers: [
      ['object', house],
      ['goal', 'Помощница заселяет гостей, денег не видит'],
    ],
  })
  await role.take(cast.maya, ago(1, '12:30'))
  await role.classify(cast.maya, ago(1, '12:31'), 'serviceRequest', 'low')
  await role.ask(
    cast.maya,
    ago(1, '12:40'),
    'Здравствуйте, Лидия! Подойдёт роль «Портье». На какой адрес отправить приглашение и нужен ли ей календарь на следующий месяц?',
  )
}

/** Outside of what the service supports; and one that the client took back. */
async function tellOfLogo(told: Told, { ago }: Days): Promise<void> {
  const router = conversation(told)
  await router.open(cast.lidia, ago(12, '15:15'), {
    subject: 'Не работает вай-фай в номерах',
    text: 'Гости жалуются: вай-фай отключается каждые полчаса. Можете посмотреть роутер?',
    answers: [['object', house]],
  })
  await router.take(cast.ilya, ago(12, '15:50'))
  await router.declineOutside(
    cast.ilya,
    ago(12, '15:58'),
    null,
    'Здравствуйте, Лидия! С этим мы помочь не можем: вопрос не о нашем сервисе. Обратитесь к своему провайдеру интернета или к тому, кто ставил роутер.',
  )

  const logo = conversation(told)
  await logo.open(cast.lidia, ago(8, '16:00'), {
    subject: 'Логотип на подтверждении брони размыт',
    text: 'На подтверждении логотип размытый, на сайте чёткий.',
    category: 'incident',
    priority: 'low',
    answers: [['object', house]],
  })
  await logo.say(cast.lidia, ago(8, '16:25'), 'Разобралась: загрузила маленькую картинку. Спасибо!')
  await logo.withdraw(cast.lidia, ago(8, '16:26'))
}

/** Put off: nobody here could repeat it. */
async function tellOfTax(told: Told, { ago, ahead }: Days): Promise<void> {
  const tax = conversation(told)
  await tax.open(cast.lidia, ago(6, '10:50'), {
    subject: 'Туристический налог считается дважды',
    text: 'В одной брони из двадцати налог попал в счёт два раза. Номер брони уже не найду.',
    category: 'incident',
    answers: [
      ['object', house],
      ['place', 'Счёт гостя'],
    ],
  })
  await tax.take(cast.maya, ago(6, '11:30'))
  await tax.classify(cast.maya, ago(6, '11:31'), 'incident', 'medium')
  await tax.say(
    cast.maya,
    ago(6, '11:44'),
    'Здравствуйте, Лидия! Проверила двадцать последних счетов: налог везде один раз.',
  )
  await tax.defer(cast.maya, ago(5, '12:00'), {
    reason: 'moreFromClient',
    text: 'Чтобы найти причину, нужен номер такой брони. Как только она встретится снова, напишите сюда.',
    until: ahead(8, '18:00'),
  })
}

/** Two questions in one text: the agent has split it. */
async function tellOfTwo(told: Told, { ago }: Days): Promise<void> {
  const early = 'Гость заезжает в 9 утра. Как взять с него за ранний заезд?'
  const review = 'И второе: как убрать старый отзыв со страницы бронирования?'
  const two = conversation(told)
  await two.open(cast.lidia, ago(3, '12:05'), {
    subject: 'Ранний заезд и отзывы',
    text: `${early}\n\n${review}`,
    category: 'informationRequest',
    answers: [['object', house]],
  })
  await two.take(cast.ilya, ago(3, '13:00'))
  const madeId = await two.splitOff(cast.ilya, ago(3, '13:02'), {
    subject: 'Как убрать отзыв со страницы бронирования',
    text: review,
    category: 'informationRequest',
  })
  await two.resolve(
    cast.ilya,
    ago(3, '13:10'),
    'Здравствуйте, Лидия! В брони: «Услуги → Ранний заезд», цена подставится из тарифа. Про отзыв отвечу в отдельном обращении.',
  )
  await two.confirm(cast.lidia, ago(3, '14:20'))
  const second = conversation(told, madeId)
  await second.take(cast.ilya, ago(3, '13:15'))
  await second.say(
    cast.ilya,
    ago(3, '13:25'),
    'Отзывы гостей мы не удаляем, но на отзыв можно ответить: ответ виден под ним. Если в нём брань или чужие данные, пришлите ссылку.',
  )
}

/** Nobody answered it yesterday, and its time is over. */
async function tellOfLate(told: Told, { ago, minutesAgo }: Days): Promise<void> {
  const photo = conversation(told)
  await photo.open(cast.lidia, ago(1, '13:40'), {
    subject: 'Как поменять местами фотографии номера',
    text: 'У номера 4 первой стоит фотография ванной. Как сделать первой вид из окна?',
    category: 'informationRequest',
    answers: [
      ['object', house],
      ['place', 'Номера → Номер 4 → Фотографии'],
    ],
  })
  await letter(told, cast.lidia, minutesAgo(40), {
    kind: 'urgent',
    ticketId: photo.ticketId,
    text: 'Со вчерашнего дня никто не ответил, а обещали три часа. Посмотрите, пожалуйста.',
  })
}

/** Just come. */
async function tellOfNow(told: Told, { minutesAgo }: Days): Promise<void> {
  const price = conversation(told)
  await price.open(cast.lidia, minutesAgo(12), {
    subject: 'Можно ли брать предоплату за одну ночь',
    text: 'Сейчас берём сто процентов. Хочу предоплату только за первую ночь, остальное при заезде. Где это включить?',
    category: 'informationRequest',
    answers: [
      ['object', house],
      ['goal', 'Предоплата за первую ночь'],
    ],
  })
}
