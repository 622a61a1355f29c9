import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { startProxy } from '#test/support/proxy.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { environment } from '#test/support/world.ts'
import { connectClient, installAll, writeTicket } from './support/prepared.ts'
import type { Visit } from './support/stage.ts'
import { chooseTicket, composer, message, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

const subject = 'Связь пропадает'
const prepared = { ticketId: '' }
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  prepared.ticketId = await writeTicket(world, subject, 'Первое сообщение')
})

const banner = ({ app }: Visit): Locator => app.getByText('Нет связи. Сообщения сохранены')

/** The browser's own notes about a network that the story has cut. */
function expectCut({ complaints }: Visit): void {
  complaints.expect(/ERR_(CONNECTION|EMPTY_RESPONSE|NETWORK|SOCKET)|WebSocket connection to/)
}

async function timesSaid(text: string): Promise<number> {
  const admin = await stage.world.enter('client', 1)
  const { events } = await stage.world.call('readEvents', { ticketId: prepared.ticketId }, admin)
  return events.filter((event) => event.type === 'message.sent' && event.message.text === text).length
}

it('T8 P5 the server is killed and comes back: pages say so, keep the draft, and send what waited exactly once', async () => {
  const { world } = stage
  const { databaseUrl, dataDir, sandbox } = world
  const launch = (port: number) =>
    launchServer({
      databaseUrl,
      env: { ...environment(databaseUrl, dataDir, sandbox), OPORA_PORT: String(port) },
    })
  const first = await launch(0)
  world.sandbox.setAppUrl(`http://127.0.0.1:${first.port}`)
  const [client, partner] = await Promise.all([stage.open('client', 'admin'), stage.open('partner', 'owner')])
  await Promise.all([chooseTicket(client, subject), chooseTicket(partner, subject)])
  await composer(client).waitFor()
  ;[client, partner].forEach(expectCut)

  first.kill('SIGKILL')
  await first.exited
  await write(client, 'Написано без сервера')
  await message(client, 'Написано без сервера').getByText('Ждёт связи').waitFor()
  await composer(client).fill('Черновик без сервера')
  await Promise.all([banner(client).waitFor(), banner(partner).waitFor()])

  const second = await launch(first.port)
  await Promise.all([client, partner].map((visit) => banner(visit).waitFor({ state: 'detached' })))
  await message(partner, 'Написано без сервера').waitFor()
  await message(client, 'Написано без сервера')
    .getByText(/Доставлено|Прочитано/)
    .waitFor()
  expect(await message(client, 'Написано без сервера').count()).toBe(1)
  expect(await message(partner, 'Написано без сервера').count()).toBe(1)
  expect(await timesSaid('Написано без сервера')).toBe(1)
  expect(await composer(client).inputValue()).toBe('Черновик без сервера')
  world.sandbox.setAppUrl(world.url)
  // On its way out it refuses what pages go on asking.
  ;[client, partner].forEach(({ complaints }) => complaints.expect(/status of 503/))
  second.kill('SIGTERM')
  await second.exited
}, 120_000)

it('T8 answers stop coming without anything being closed: the page notices, and what went out twice is there once', async () => {
  const { world } = stage
  const proxy = await startProxy(Number(new URL(world.url).port))
  world.sandbox.setAppUrl(`http://127.0.0.1:${proxy.port}`)
  const client = await stage.open('client', 'admin')
  await chooseTicket(client, subject)
  await composer(client).waitFor()
  world.sandbox.setAppUrl(world.url)
  const partner = await stage.open('partner', 'owner')
  await chooseTicket(partner, subject)
  expectCut(client)

  proxy.stall('answers')
  await write(client, 'Ушло, а ответа нет')
  await message(partner, 'Ушло, а ответа нет').waitFor()
  await banner(client).waitFor()
  expect(await banner(partner).count()).toBe(0)
  await composer(client).fill('Пока без связи')

  proxy.resume('forgotten')
  await banner(client).waitFor({ state: 'detached' })
  await message(client, 'Ушло, а ответа нет')
    .getByText(/Доставлено|Прочитано/)
    .waitFor()
  await write(partner, 'Вижу вас')
  await message(client, 'Вижу вас').waitFor()
  expect(await message(client, 'Ушло, а ответа нет').count()).toBe(1)
  expect(await message(partner, 'Ушло, а ответа нет').count()).toBe(1)
  expect(await timesSaid('Ушло, а ответа нет')).toBe(1)
  expect(await composer(client).inputValue()).toBe('Пока без связи')
  await proxy.close()
}, 120_000)

it('T8 a page whose code does not arrive at once comes as soon as it can', async () => {
  const client = await stage.open('client', 'admin')
  client.complaints.expect(/ERR_FAILED/)
  let missing = 2
  await client.page.route('**/ConditionsPage-*.js', (route) => {
    missing -= 1
    return missing < 0 ? route.continue() : route.abort()
  })

  await client.app.getByRole('link', { name: 'Условия' }).click()

  await client.app.getByRole('heading', { name: 'Условия' }).waitFor()
  expect(missing).toBeLessThan(0)
}, 60_000)
