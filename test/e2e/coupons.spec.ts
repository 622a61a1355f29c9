import { expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { useClockFrom } from './support/clock.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { dialogOf, partnerGoesBy, promisesOf, ticketOf } from './support/presets.ts'
import type { Visit } from './support/stage.ts'
import { button, chooseTicket } from './support/steps.ts'
import { useStage } from './support/story.ts'

// A Saturday night in Kyiv: nobody of the desk works.
useClockFrom('2026-11-28T23:00:00+02:00')
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await partnerGoesBy(world, 'vendor-sla')
  world.sandbox.setTariff('client', 'ent')
  await connectClient(world)
  await world.call('setPhone', { userId: 1, phone: '+380 44 123-45-67' }, await world.enter('partner', 1))
})

const special = (visit: Visit) => visit.app.getByRole('region', { name: 'Специальное обращение' })

async function enterCoupon(visit: Visit, code: string): Promise<void> {
  await special(visit).getByLabel('Код купона').fill(code.toLowerCase())
  await special(visit).getByRole('button', { name: 'Добавить' }).click()
  await special(visit).getByText('Осталось 15 из 15, до 28.11.2027').waitFor()
}

async function issueAs(partner: Visit, list: string): Promise<string> {
  await button(partner, 'Выпустить купоны').first().click()
  await dialogOf(partner).getByLabel('Кому и на какой заказ').fill(list)
  await dialogOf(partner).getByRole('button', { name: 'Выпустить' }).click()
  const code = await dialogOf(partner).getByRole('status', { name: 'Код' }).first().textContent()
  await dialogOf(partner).getByRole('button', { name: 'Готово, коды сохранены' }).click()
  return code ?? ''
}

it('T10 a coupon entered on a Saturday night gets its hour, its phone and its review; the sixteenth waits for renewal', async () => {
  const { world } = stage
  const partner = await stage.open('partner', 'owner')
  await partner.app.getByRole('link', { name: 'Купоны' }).click()
  const code = await issueAs(partner, '; 17-К')
  await partner.app.getByText('Осталось 15 из 15').waitFor()
  await partner.app.getByText('Заказ или лицензия: 17-К').waitFor()
  expect(await partner.page.content()).not.toContain(code)

  // In the new ticket: what is left, what is included, the limits of a review.
  const client = await stage.open('client', 'admin')
  await button(client, 'Новое обращение').click()
  await enterCoupon(client, code)
  await special(client)
    .getByRole('checkbox', { name: /^Специальное обращение/ })
    .check()
  await special(client)
    .getByText(/1 час, днём и ночью/)
    .waitFor()
  await special(client).getByText('Что входит и что нет').click()
  await special(client).getByText('Разработка новых компонентов').waitFor()
  await special(client)
    .getByRole('radio', { name: /^Проверка производительности/ })
    .check()
  await client.app.getByRole('textbox', { name: 'Тема' }).fill('Проверьте магазин')
  await client.app.getByLabel('Что случилось').fill('Каталог открывается десять секунд.')
  await special(client).getByLabel('Шаблоны сайта').fill('shop_main')
  await special(client).getByLabel('Публичные страницы').fill('1\n2\n3\n4\n5\n6')
  await special(client).getByText('Можно не больше 5: остальное в другом спецобращении.').waitFor()
  await button(client, /^(Создать обращение|Отправить так)$/).click()
  await special(client).getByLabel('Публичные страницы').fill('/catalog\n/cart\n/order\n/news\n/about')
  await button(client, /^(Создать обращение|Отправить так)$/).click()

  // An hour round the clock, said alike in the ticket, on its clock and in the desk's queue.
  const panel = client.app.getByRole('region', { name: 'Спецобращение по купону' })
  await panel.getByText(/принято вне очереди\. Первый ответ: 1 час, днём и ночью/).waitFor()
  await panel.getByText('/catalog, /cart, /order, /news, /about').waitFor()
  await panel.getByText(/осталось 14 из 15, до 28\.11\.2027/).waitFor()
  const opened = await ticketOf(world, 'Проверьте магазин')
  const { firstReaction } = await promisesOf(world, opened.ticketId)
  expect(Date.parse(firstReaction?.deadline ?? '') - Date.parse(firstReaction?.startedAt ?? '')).toBe(3_600_000)
  expect(opened.queue?.dueAt).toBe(firstReaction?.deadline)
  await eventually(() =>
    expect(world.sandbox.notifications('partner').some(({ message }) => message.includes('Спецобращение'))).toBe(true),
  )

  // Whoever takes it is reached by phone, for details.
  await partner.app.getByRole('link', { name: 'Очередь', exact: true }).click()
  await chooseTicket(partner, 'Проверьте магазин')
  await partner.app.getByText('Спецобращение', { exact: true }).first().waitFor()
  await button(partner, 'Взять в работу').click()
  await panel.getByRole('link', { name: '+380 44 123-45-67' }).waitFor()
  await panel.getByText('По телефону уточняют детали, решение идёт в этом обращении.').waitFor()

  // The head of support gives one back, and the client reads why.
  await button(partner, 'Вернуть на купон').click()
  await dialogOf(partner).getByLabel('Причина').fill('Открыто дважды')
  await dialogOf(partner).getByRole('button', { name: 'Вернуть' }).click()
  await panel.getByText(/Причина: Открыто дважды/).waitFor()
  await panel.getByText(/осталось 15 из 15/).waitFor()

  // Fifteen are taken; the sixteenth is told what to do, and a renewed coupon brings fifteen more.
  const admin = await world.enter('client', 1)
  for (let taken = 0; taken < 15; taken += 1) {
    const texts = { subject: `Спецобращение ${taken}`, text: 'Сайт не отвечает' }
    await world.call(
      'openTicket',
      { ticketId: newId(), messageId: newId(), ...texts, special: { kind: null, objects: [] } },
      admin,
    )
  }
  const again = await stage.open('client', 'admin')
  await again.page.setViewportSize({ width: 360, height: 800 })
  await button(again, 'Новое обращение').click()
  await special(again).getByText('Спецобращений не осталось. Новый купон выписывают при продлении лицензии.').waitFor()
  expect(await special(again).getByRole('checkbox').count()).toBe(0)
  const sixteenth = { ticketId: newId(), messageId: newId(), subject: 'Ещё одно', text: 'Сайт не отвечает' }
  expect(await world.ask('openTicket', { ...sixteenth, special: { kind: null, objects: [] } }, admin)).toMatchObject({
    code: 'coupon_missing',
  })
  await partner.app.getByRole('link', { name: 'Купоны' }).click()
  await partner.app.getByText('Израсходован', { exact: true }).waitFor()
  await enterCoupon(again, await issueAs(partner, '; 18-К'))
  await special(again)
    .getByRole('checkbox', { name: /^Специальное обращение/ })
    .check()
  const isTooWide = await again.app.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth)
  expect(isTooWide).toBe(false)
})
