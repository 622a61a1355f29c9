import { expect, it } from 'vitest'
import { mailArticle, publish } from '#test/server/assistant/talk.ts'
import { readBell } from './support/bell.ts'
import { useClock } from './support/clock.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { browserOfWorker } from './support/stage.ts'
import { button, openFoldedSection } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  await publish(world, await world.enter('partner', 1), { ...mailArticle, audience: 'public' })
})
const clock = useClock(stage)

it('E7 E5 a tariff that closes: known before, told when it drops, and help without application, sign-in and scripts', async () => {
  const { world } = stage
  const [owner, client] = await Promise.all([stage.open('partner', 'owner'), stage.open('client', 'admin')])
  await openFoldedSection(owner, 'Статьи')
  await owner.app.getByLabel('Имя в адресе').fill('vector')
  await button(owner, 'Открыть страницу').click()
  const address = `${world.url}/help/vector`
  await owner.app.getByRole('link', { name: address }).waitFor()
  await client.page.reload()
  await client.app.getByRole('region', { name: 'Помощь без приложения' }).getByRole('link', { name: address }).waitFor()

  world.sandbox.setTariff('client', 'free')
  await world.enter('client', 1)
  const told = await readBell(world, { portal: 'client', role: 'admin' }, /тариф/i)
  const toldAddress = /\[url=([^\]]+)\]/.exec(told)?.[1] ?? ''
  expect(toldAddress).toBe(address)
  world.sandbox.setTariff('client', 'closed')
  await client.page.reload()
  await client.page.locator('.notice').waitFor()
  expect(await client.page.locator('iframe').count()).toBe(0)

  // Names of pages are read once in ten seconds.
  await clock.pass(15_000)
  const browser = await browserOfWorker()
  const anyone = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'ru-RU',
    viewport: { width: 360, height: 740 },
  })
  try {
    const page = await anyone.newPage()
    await page.goto(toldAddress)
    await page.getByLabel('Ваш вопрос').fill('не отправляется почта')
    await page.getByRole('button', { name: 'Найти ответ' }).click()
    const answer = page.getByRole('status')
    await answer.getByText('должен быть 465').waitFor()
    await answer.getByRole('link', { name: mailArticle.title }).click()
    await page.getByText('Потом перезапустите ящик.').waitFor()
    await page.getByRole('link', { name: 'К началу' }).click()

    await page.getByLabel('Как к вам обращаться').fill('Олег')
    await page.getByLabel('Почта для ответа').fill('oleg@klient')
    await page.getByLabel('Что случилось').fill('Порт верный, письма всё равно не уходят.')
    await page.getByRole('button', { name: 'Отправить' }).click()
    await page.getByText('Укажите имя, почту и текст').waitFor()
    await page.getByLabel('Почта для ответа').fill('oleg@klient.example')
    await page.getByRole('button', { name: 'Отправить' }).click()
    await page.getByText('Отправлено. Ответ придёт на указанную почту.').waitFor()
    expect(await anyone.cookies()).toEqual([])
  } finally {
    await anyone.close()
  }

  await owner.app.getByText('Порт верный, письма всё равно не уходят.').waitFor()
  await readBell(world, { portal: 'partner', role: 'owner' }, /вопрос со страницы помощи/)
  const mailTo = await owner.app.getByRole('link', { name: 'Ответить письмом: Олег' }).getAttribute('href')
  expect(mailTo).toContain('oleg%40klient.example')
  await button(owner, 'Отвечено: Олег').click()
  await owner.app.getByText('Порт верный, письма всё равно не уходят.').waitFor({ state: 'detached' })
}, 120_000)
