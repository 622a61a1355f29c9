import { expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { useClock, useClockFrom } from '../support/clock.ts'
import { installAll, issueCodeBy, refusalsOf } from '../support/prepared.ts'
import { conditionsOf } from '../support/presets.ts'
import { allShown } from '../support/stage.ts'
import {
  button,
  chooseTicket,
  composer,
  confirmCode,
  further,
  helperIs,
  message,
  openTicket,
  previewCode,
  write,
} from '../support/steps.ts'
import { useStage } from '../support/story.ts'

useClockFrom('2026-11-25T12:00:00+03:00')
const stage = useStage(({ world }) => installAll(world))
const clock = useClock(stage)

/** "Уровни поддержки по тарифам", in the document's order: the row that says "you are here", and when people answer. */
const levels = [
  { tariff: 'free', row: /^Бесплатный.*нет/, people: 'На вашем тарифе люди не отвечают' },
  {
    tariff: 'basic',
    row: /^Базовый, стандартный, профессиональный.*пн–пт: 10:00–19:00/,
    people: 'Люди отвечают сейчас, до 19:00',
  },
  {
    tariff: 'std',
    row: /^Базовый, стандартный, профессиональный.*пн–пт: 10:00–19:00/,
    people: 'Люди отвечают сейчас, до 19:00',
  },
  {
    tariff: 'pro',
    row: /^Базовый, стандартный, профессиональный.*пн–пт: 10:00–19:00/,
    people: 'Люди отвечают сейчас, до 19:00',
  },
  { tariff: 'ent', row: /^Энтерпрайз.*круглосуточно/, people: 'Люди отвечают круглосуточно' },
] as const

it('support24 by its document: who is answered when by tariff, what is outside, to the partner and back in one click', async () => {
  const { world } = stage
  const client = await stage.open('client', 'admin')
  const { app } = client
  for (const { tariff, row, people } of levels) {
    world.sandbox.setTariff('client', tariff)
    await client.page.reload()
    await app.getByText(people).first().waitFor()
    expect(await app.locator('tr[aria-current=true]').textContent()).toMatch(row)
  }
  // "Для критичных случаев у Enterprise есть дежурный специалист 24/7".
  await app.getByText(/критический инцидент, который чат не решил в срок \(1 час после первого ответа\)/).waitFor()
  world.sandbox.setTariff('client', 'std')
  await client.page.reload()

  // "Писать могут администраторы или приглашённые интеграторы".
  const employee = await stage.open('client', 'employee')
  await employee.app.getByRole('heading', { name: 'Поддержку ведут ваши коллеги' }).waitFor()
  const ticket = { ticketId: newId(), messageId: newId(), subject: 'Отчёт', text: 'Пустой' }
  const asEmployee = await refusalsOf(world, { portal: 'client', role: 'employee' }, [['openTicket', ticket]])
  expect(asEmployee).not.toContain(undefined)

  // "Что входит" and what does not, and when an answer is to be expected.
  const conditions = await conditionsOf(client)
  for (const said of ['встроенные инструменты', 'записать ошибку', 'Тарифы и оплата', 'Точного срока ответа нет'])
    expect(conditions).toContain(said)
  for (const outside of ['Разработка приложений', 'Проектирование бизнес-процессов', 'Доработки интерфейса'])
    expect(conditions).toContain(outside)

  // "Что делали, какой результат ожидали, что получили"; "один чат – одна тема".
  const subject = 'Робот не отправляет письма'
  await button(client, 'Новое обращение').click()
  const asked = app.getByRole('region', { name: 'Что поможет решить быстрее' })
  await allShown(['Что вы делали', 'Чего ожидали', 'Что получили'].map((name) => asked.getByRole('button', { name })))
  await app
    .getByLabel('Что случилось')
    .fill('1. Не приходят письма из CRM.\n\n2. На Диске не открывается папка отдела.')
  await button(client, 'Разделить на 2 обращения').waitFor()
  await app.getByRole('textbox', { name: 'Тема' }).fill(subject)
  await app.getByLabel('Что случилось').fill('Робот на стадии «Счёт» не отправляет письма клиентам.')
  await button(client, /^(Создать обращение|Отправить так)$/).click()
  await composer(client).waitFor()

  // Specialists answer in the chat, and no time is promised.
  const desk = await stage.open('standard', 'owner')
  await chooseTicket(desk, subject)
  await button(desk, 'Взять в работу').click()
  await write(desk, 'Проверьте шаблон письма')
  await message(client, 'Проверьте шаблон письма').waitFor()
  expect(await app.getByText(/Первый ответ: (ещё|до)/).count()).toBe(0)

  // "Не входит: разработка приложений": partners do that, and the answer leads to them.
  await openTicket(client, 'Напишите приложение для склада', 'Нужно своё приложение для сканера на складе.')
  await chooseTicket(desk, 'Напишите приложение для склада')
  await further(desk, 'Не входит в поддержку')
  await expect
    .poll(() => desk.app.getByRole('textbox', { name: 'Ответ клиенту' }).inputValue())
    .toMatch(/^Это делают партнёры: подключите одного из них кодом/)
  await button(desk, 'Ответить и закрыть').click()
  await message(client, 'Это делают партнёры').waitFor()
  await app.getByRole('link', { name: 'Подключить партнёра кодом' }).waitFor()

  // "Подключается кодом; блокирует стандартный чат, пока включена поддержка партнёром".
  const admin = await stage.open('client', 'secondAdmin')
  await previewCode(admin, await issueCodeBy(world, 'partner'))
  await confirmCode(admin)
  await helperIs(admin, 'Интегратор Плюс').waitFor()
  await chooseTicket(client, subject)
  await app.getByRole('heading', { name: 'Только чтение' }).waitFor()
  expect(await composer(client).count()).toBe(0)

  // "Вернуться к штатной поддержке можно в один клик".
  await button(admin, 'Вернуться к стандартной поддержке').click()
  await helperIs(admin, 'Поддержка24').waitFor()
  await composer(client).waitFor()

  // At seven in the evening people go home until ten.
  await clock.passTo('2026-11-25T19:00:00+03:00')
  const evening = await stage.open('client', 'admin')
  await evening.app.getByText('Люди снова на связи: завтра, 10:00').first().waitFor()
}, 240_000)
