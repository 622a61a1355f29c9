import { connect } from './connecting.ts'
import { conversation, type Conversation } from './conversation.ts'
import { cast } from './people.ts'
import { newId, type Teller, type Told } from './teller.ts'
import { workdaysAgo, type Ago } from './workdays.ts'

/**
 * Two clients that pay for work: one has a package that ends soon, a work that it disputes and a timer that runs; the other
 * has run out and has ordered anew.
 */
export async function tellOfWork(told: Told, now: Date): Promise<void> {
  const ago = workdaysAgo(now)
  await tellOfNeighbour(told, ago)
  await tellOfFunnel(told, ago, now)
  await tellOfWorkshop(told, ago)
}

/** Its first package is nearly over, so it has bought a second one. */
async function tellOfNeighbour(told: Told, ago: Ago): Promise<void> {
  const { tell } = told
  await connect(told, cast.roman, [ago(22, '12:00'), ago(22, '12:30'), ago(22, '14:00')], licensee(told, cast.roman))
  await buy(told, cast.roman, { plan: 'prepaid', quanta: 24, minor: 24 * 600_00 }, [ago(20, '10:20'), ago(19, '11:05')])

  const rights = conversation(told)
  await rights.open(cast.roman, ago(17, '09:30'), {
    subject: 'Права доступа для новых менеджеров',
    text: 'Взяли троих менеджеров. Они должны видеть только свои сделки и общую базу компаний. Настройте, пожалуйста.',
  })
  await rights.take(cast.darya, ago(17, '09:41'))
  await work(told, rights, cast.darya, [ago(17, '10:10'), ago(17, '10:52')])
  await rights.say(
    cast.darya,
    ago(17, '10:55'),
    'Готово: завели роль «Менеджер», троих в неё добавили. Проверьте у себя.',
  )
  await end(told, rights, cast.darya, cast.roman, [ago(17, '15:20'), ago(17, '16:05')])

  const robots = conversation(told)
  await robots.open(cast.ksenia, ago(12, '13:15'), {
    subject: 'Робот не отправляет письма',
    text: 'Робот на стадии «Счёт выставлен» перестал отправлять письма клиентам. В истории сделки ошибок нет.',
  })
  await robots.take(cast.artem, ago(12, '13:24'))
  await work(told, robots, cast.artem, [ago(12, '13:40'), ago(12, '14:05')])
  const long = await work(told, robots, cast.artem, [ago(9, '11:00'), ago(9, '11:58')])
  await robots.say(cast.artem, ago(9, '12:02'), 'Дело было в шаблоне письма: в нём осталось удалённое поле. Заменили.')
  await end(told, robots, cast.artem, cast.ksenia, [ago(9, '14:30'), ago(9, '15:10')])
  const disputeId = newId()
  const reason = 'Половину этого времени искали доступ к почте, которого вам никто не обещал.'
  await tell(cast.ksenia, ago(8, '10:15'), 'disputeInterval', { intervalId: long, disputeId, reason })
  const text = 'Согласны: за поиск доступа возвращаем один квант. Остальное ушло на шаблоны писем.'
  await tell(cast.svetlana, ago(8, '12:40'), 'answerDispute', { disputeId, text, giveBack: 1 })
  await buy(told, cast.roman, { plan: 'subscription', quanta: 30, minor: 30 * 500_00 }, [
    ago(6, '15:30'),
    ago(5, '10:10'),
  ])
}

/** Under way when the visitor comes. */
async function tellOfFunnel(told: Told, ago: Ago, now: Date): Promise<void> {
  const funnel = conversation(told)
  await funnel.open(cast.ksenia, ago(3, '09:40'), {
    subject: 'Отдельная воронка для повторных продаж',
    text: 'Хотим вести повторные продажи отдельно от новых: свои стадии и свои сотрудники. Поможете настроить?',
  })
  await funnel.take(cast.artem, ago(3, '09:52'))
  await funnel.say(
    cast.artem,
    ago(3, '10:05'),
    'Здравствуйте, Ксения! Да, сделаем. Пришлите, пожалуйста, список стадий и кто за какую отвечает.',
  )
  await funnel.say(
    cast.ksenia,
    ago(3, '11:30'),
    'Стадии: *Напомнили*, *Подобрали*, *Согласовали*, *Отгрузили*. Первые две ведёт Анна, остальные я.',
  )
  await funnel.note(
    cast.svetlana,
    ago(3, '11:45'),
    'Артём, у них тариф «Профессиональный»: роботов можно ставить на каждую стадию. Сначала согласуй тексты напоминаний.',
  )
  await work(told, funnel, cast.artem, [ago(3, '14:00'), ago(3, '14:33')])
  const called = await work(told, funnel, cast.artem, [ago(2, '15:45'), ago(2, '16:09')])
  await funnel.say(
    cast.artem,
    ago(2, '16:15'),
    'Воронка готова, права настроены. Посмотрите, пожалуйста, тексты напоминаний в роботе первой стадии: если всё верно, включу его.',
  )
  const reason = 'Созвон длился десять минут, а списано три кванта.'
  await told.tell(cast.ksenia, ago(1, '10:05'), 'disputeInterval', { intervalId: called, disputeId: newId(), reason })
  await funnel.say(cast.ksenia, ago(1, '10:10'), 'Тексты подходят, включайте.')
  const began = new Date(now.getTime() - 12 * 60_000)
  await told.tell(cast.artem, began, 'startTimer', {
    ticketId: funnel.ticketId,
    intervalId: newId(),
    stopsOther: false,
  })
}

/** The last quantum ran out in the middle of the work, two working days ago. */
async function tellOfWorkshop(told: Told, ago: Ago): Promise<void> {
  const { tell } = told
  await connect(told, cast.polina, [ago(15, '10:00'), ago(15, '10:40'), ago(15, '11:20')], licensee(told, cast.polina))
  await buy(told, cast.polina, { plan: 'prepaid', quanta: 12, minor: 12 * 600_00 }, [
    ago(15, '12:00'),
    ago(14, '09:50'),
  ])

  const stock = conversation(told)
  await stock.open(cast.polina, ago(10, '11:10'), {
    subject: 'Складской учёт: остатки не сходятся',
    text: 'После инвентаризации остатки в CRM больше, чем на складе. Расходится по шести товарам, список пришлю.',
  })
  await stock.take(cast.darya, ago(10, '11:18'))
  await work(told, stock, cast.darya, [ago(10, '11:30'), ago(10, '12:24')])
  await stock.say(
    cast.darya,
    ago(10, '12:30'),
    'Здравствуйте, Полина! Нашли двойные списания по двум складам, исправляем.',
  )
  await work(told, stock, cast.darya, [ago(7, '10:00'), ago(7, '10:36')])
  await tell(cast.darya, ago(2, '15:00'), 'startTimer', {
    ticketId: stock.ticketId,
    intervalId: newId(),
    stopsOther: false,
  })
  // Somebody looks at the account at the moment when its last quantum is over.
  const account = { side: 'desk', memberId: told.memberIdOf(cast.polina) } as const
  await tell(cast.darya, ago(2, '15:21'), 'readAccount', { account })
  await stock.say(
    cast.darya,
    ago(2, '15:24'),
    'Четыре товара сошлись, остались два. Кванты закончились: продолжим, как только поступит оплата.',
  )
  await order(told, cast.polina, { plan: 'prepaid', quanta: 15, minor: 15 * 600_00 }, ago(1, '09:35'))
}

/** A client that buys its licence of the partner. */
function licensee({ titleOf }: Told, admin: Teller) {
  return { owner: cast.viktor, clientStatus: 1, note: `«${titleOf(admin)}»` }
}

type Wanted = { plan: string; quanta: number; minor: number }

async function order(told: Told, admin: Teller, { plan, quanta, minor }: Wanted, at: Date): Promise<string> {
  const orderId = newId()
  const { deskId } = await told.tell(admin, at, 'readOffers', { account: { side: 'client', deskId: null } })
  const total = { minor, currency: 'RUB' }
  await told.tell(admin, at, 'placeOrder', { deskId, orderId, planCode: plan, quanta, total })
  return orderId
}

async function buy(told: Told, admin: Teller, wanted: Wanted, [ordered, paid]: [Date, Date]): Promise<void> {
  const orderId = await order(told, admin, wanted, ordered)
  await told.tell(cast.viktor, paid, 'recordPayment', {
    orderId,
    documentNumber: `П-${wanted.minor / 100_00}`,
    documentDate: paid.toISOString().slice(0, 10),
    amount: { minor: wanted.minor, currency: 'RUB' },
  })
}

/** From the start of the timer to its stop. */
async function work(
  { tell }: Told,
  { ticketId }: Conversation,
  who: Teller,
  [began, stopped]: [Date, Date],
): Promise<string> {
  const intervalId = newId()
  await tell(who, began, 'startTimer', { ticketId, intervalId, stopsOther: false })
  await tell(who, stopped, 'stopTimer', { intervalId })
  return intervalId
}

async function end(
  { tell }: Told,
  { ticketId }: Conversation,
  agent: Teller,
  client: Teller,
  [resolved, confirmed]: [Date, Date],
): Promise<void> {
  const text = 'Отмечаем обращение решённым. Если что-то не так, откройте его снова.'
  await tell(agent, resolved, 'resolveTicket', { ticketId, messageId: newId(), text })
  await tell(client, confirmed, 'confirmResolution', { ticketId })
}
