import { dialogue } from './dialogue.ts'
import { announce, saveReplies, setManager } from './afterwards.ts'
import { vendorArticles } from './articles.ts'
import { connect, openDesk } from './connecting.ts'
import { cast } from './people.ts'
import type { Teller, Told } from './teller.ts'
import { tellOfChestnut } from './vendorStoryOfChestnut.ts'
import { tellOfCoupon } from './vendorStoryOfCoupon.ts'
import { tellOfSpring } from './vendorStoryOfSpring.ts'
import { tellOfTowel } from './vendorStoryOfTowel.ts'
import { daysOf } from './workdays.ts'

/** A vendor in Kyiv by `vendor-sla`: scope by area, reasons to put off or refuse, no promised times; two clients, and one that has left. */
export async function tellOfVendor(told: Told, now: Date): Promise<void> {
  const days = daysOf(now, 'Europe/Kyiv')
  const { ago } = days
  const { tell } = told
  await openDesk(told, cast.oksana, [ago(45, '09:10'), ago(45, '09:40')], 'vendor-sla')
  await tell(cast.oksana, ago(45, '10:00'), 'setStaff', { userId: cast.taras.userId, role: 'lead' })
  await tell(cast.oksana, ago(45, '10:01'), 'setStaff', { userId: cast.iryna.userId, role: 'agent' })
  await tell(cast.oksana, ago(45, '10:02'), 'setStaff', { userId: cast.bohdan.userId, role: 'agent' })
  const welcome = (admin: Teller, since: number, note: string) =>
    connect(told, admin, [ago(since, '10:00'), ago(since, '10:30'), ago(since, '11:15')], {
      owner: cast.oksana,
      clientStatus: 1,
      note,
    })
  await welcome(cast.sofia, 42, '«Рушник», рушники та льон')
  await welcome(cast.natalia, 40, '«Джерело», вода з доставкою')
  await welcome(cast.andriy, 34, '«Каштан», книгарня')

  await setManager(told, cast.oksana, ago(33, '09:30'), cast.iryna, cast.natalia)
  await saveReplies(told, cast.taras, ago(30, '09:20'), [
    [
      'Версія та редакція',
      'Добрий день, {{клієнт}}! Напишіть, будь ласка, версію та редакцію продукту: вони внизу адмінки.',
    ],
    ['Відтворення', 'Опишіть, будь ласка, кроки, після яких це стається, і що ви бачите. З повагою, {{спеціаліст}}'],
  ])

  await announce(told, cast.taras, ago(2, '15:00'), 'uk', {
    kind: 'news',
    severity: 'info',
    title: 'Вийшло оновлення 25.300',
    body: 'Виправлено друк рахунків. Перед оновленням зробіть резервну копію.',
    from: ago(2, '15:00'),
    until: new Date(now.getTime() + 12 * 86_400_000),
  })
  await tellOfTowel(told, days)
  await tellOfSpring(told, days)
  await tellOfChestnut(told, days)
  await tellOfCoupon(told, days)
  // From here on the assistant answers first: what was told before began with people.
  await tell(cast.taras, ago(29, '11:00'), 'importArticles', { files: vendorArticles, publishes: true })
  const update = dialogue(told, cast.natalia)
  await update.ask(ago(2, '19:10'), 'Оновлення', 'Оновлення не встановлюється')
  await update.helped(ago(2, '19:14'))
}
