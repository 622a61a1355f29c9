import { expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { startProxy } from '#test/support/proxy.ts'
import { attach, attached, bmpOf, drop, isUploaded, logOf, pdfOf, pngOf, savedBy } from './support/files.ts'
import { connectClient, installAll, payPartner, writeTicket } from './support/prepared.ts'
import { idOf, type Visit } from './support/stage.ts'
import { button, chooseTicket, composer, message, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  await payPartner(world)
})

async function meet(subject: string): Promise<{ client: Visit; desk: Visit; ticketId: string }> {
  const ticketId = await writeTicket(stage.world, subject, 'Отчёт не строится')
  const owner = await stage.world.enter('partner', idOf(stage.world, 'partner', 'owner'))
  await stage.world.call('takeTicket', { ticketId }, owner)
  const [client, desk] = await Promise.all([stage.open('client', 'admin'), stage.open('partner', 'owner')])
  await Promise.all([chooseTicket(client, subject), chooseTicket(desk, subject)])
  await Promise.all([composer(client).waitFor(), composer(desk).waitFor()])
  return { client, desk, ticketId }
}

const dialogOf = ({ app }: Visit) => app.getByRole('dialog')

it('T7 a picture and a log go to the partner, who looks at them and answers with a PDF', async () => {
  const { client, desk } = await meet('Отчёт с файлами')
  const log = logOf('server.log', 200_000)
  const pictures = [
    await pngOf('первый экран.png', { width: 1200, height: 800 }),
    await pngOf('второй экран.png', { width: 400, height: 900 }),
  ]

  await attach(client, ...pictures, log)
  await Promise.all([...pictures, log].map(({ name }) => isUploaded(client, name)))
  await write(client, 'Вот снимки и журнал')
  const arrived = message(desk, 'Вот снимки и журнал')
  await arrived.getByRole('button', { name: 'Открыть: первый экран.png' }).locator('img').waitFor()

  await arrived.getByRole('button', { name: 'Открыть: первый экран.png' }).click()
  await dialogOf(desk).getByRole('img', { name: 'первый экран.png' }).waitFor()
  await desk.page.keyboard.press('ArrowRight')
  await dialogOf(desk).getByText('2 из 2').waitFor()
  await desk.page.keyboard.press('Home')
  await dialogOf(desk).getByText('1 из 2').waitFor()
  await desk.page.keyboard.press('Escape')
  await dialogOf(desk).waitFor({ state: 'detached' })

  await arrived.getByRole('button', { name: 'Открыть: server.log' }).click()
  await dialogOf(desk).getByText('request 5 took 5 ms').waitFor()
  await dialogOf(desk)
    .getByText(/Показано начало файла: 64 кБ/)
    .waitFor()
  const saved = await savedBy(desk, () => dialogOf(desk).getByRole('button', { name: 'Скачать' }).click())
  expect(saved.name).toBe('server.log')
  expect(saved.bytes.equals(log.buffer)).toBe(true)
  await desk.page.keyboard.press('Escape')

  const pdf = pdfOf('Ответ по отчёту.pdf')
  await drop(composer(desk), pdf)
  await isUploaded(desk, pdf.name)
  await button(desk, 'Отправить').click()

  await client.page.setViewportSize({ width: 360, height: 740 })
  const answer = client.app.getByRole('button', { name: 'Скачать: Ответ по отчёту.pdf' })
  await answer.waitFor()
  expect((await savedBy(client, () => answer.click())).bytes.equals(pdf.buffer)).toBe(true)
  await message(client, 'Вот снимки и журнал').getByRole('button', { name: 'Открыть: второй экран.png' }).click()
  await dialogOf(client).getByText('2 из 2').waitFor()
  await dialogOf(client).getByRole('button', { name: 'Предыдущий' }).click()
  await dialogOf(client).getByRole('img', { name: 'первый экран.png' }).waitFor()
}, 120_000)

it('T7 a file of a note is never seen by the client', async () => {
  const { client, desk, ticketId } = await meet('Заметка с файлом')
  await button(desk, 'Заметка для своих, клиент не увидит').click()
  await attach(desk, logOf('secret-note.log', 500))
  await isUploaded(desk, 'secret-note.log')
  await write(desk, 'Только для своих')
  await message(desk, 'Только для своих').getByRole('button', { name: 'Открыть: secret-note.log' }).waitFor()
  await button(desk, 'Заметка для своих, клиент не увидит').click()
  await write(desk, 'Смотрим')
  await message(client, 'Смотрим').waitFor()

  expect(await client.app.getByText('secret-note').count()).toBe(0)
  const admin = await stage.world.enter('client', idOf(stage.world, 'client', 'admin'))
  const owner = await stage.world.enter('partner', idOf(stage.world, 'partner', 'owner'))
  const seen = await stage.world.call('readEvents', { ticketId }, admin)
  expect(JSON.stringify(seen)).not.toContain('secret-note')
  const { events } = await stage.world.call('readEvents', { ticketId }, owner)
  const [fileId = ''] = events.flatMap((event) =>
    event.type === 'message.sent' ? (event.message.files ?? []).map((file) => file.fileId) : [],
  )
  const asked = await stage.world.ask('linkFiles', { files: [{ fileId, variant: 'download' }] }, admin)
  expect(asked.ok).toBe(false)
}, 90_000)

it('T7 a connection that is cut in the middle of 12 MB: the file goes on where it was, and its message waits for it', async () => {
  const { world } = stage
  const proxy = await startProxy(Number(new URL(world.url).port))
  await writeTicket(world, 'Большой журнал', 'Журнал большой')
  world.sandbox.setAppUrl(`http://127.0.0.1:${proxy.port}`)
  const client = await stage.open('client', 'admin')
  await chooseTicket(client, 'Большой журнал')
  await composer(client).waitFor()
  world.sandbox.setAppUrl(world.url)
  const desk = await stage.open('partner', 'owner')
  await chooseTicket(desk, 'Большой журнал')
  client.complaints.expect(/ERR_(CONNECTION|EMPTY_RESPONSE|NETWORK|SOCKET)|WebSocket connection to/)
  const log = logOf('large.log', 12 * 1024 * 1024)
  const places: string[] = []
  const offsets: string[] = []
  await client.page.route(/\/uploads(\/|$)/, async (route) => {
    const request = route.request()
    if (request.method() === 'POST') places.push(request.url())
    if (request.method() === 'PATCH') {
      offsets.push((await request.headerValue('upload-offset')) ?? '')
      if (offsets.length === 2) proxy.stall('both')
    }
    await route.continue()
  })

  await attach(client, log)
  await write(client, 'Журнал целиком')
  await message(client, 'Журнал целиком').getByText('Связь прервалась').waitFor()
  proxy.resume('forgotten')

  const open = message(desk, 'Журнал целиком').getByRole('button', { name: 'Скачать: large.log' })
  await open.waitFor()
  expect(places).toHaveLength(1)
  expect(offsets.slice(0, 2)).toEqual(['0', String(4 * 1024 * 1024)])
  expect(Number(offsets[2])).toBeGreaterThanOrEqual(4 * 1024 * 1024)
  expect((await savedBy(desk, () => open.click())).bytes.equals(log.buffer)).toBe(true)
  await proxy.close()
}, 120_000)

it('T7 a BMP is turned into PNG in the page, and a new ticket takes it along', async () => {
  const client = await stage.open('client', 'admin')
  await client.page.setViewportSize({ width: 360, height: 740 })
  await button(client, 'Новое обращение').click()
  await client.app.getByRole('textbox', { name: 'Тема' }).fill('Снимок в BMP')
  await client.app.getByLabel('Что случилось').fill('На снимке видно ошибку')
  await attach(client, bmpOf('ошибка.bmp', 64))
  await attached(client, 'ошибка.bmp').getByText('BMP не принимается').waitFor()
  await attached(client, 'ошибка.bmp').getByRole('button', { name: 'Превратить в PNG' }).click()
  await isUploaded(client, 'ошибка.png')

  await client.app.getByRole('button', { name: /^(Создать обращение|Отправить так)$/ }).click()

  const picture = client.app.getByRole('button', { name: 'Открыть: ошибка.png' }).locator('img')
  await picture.waitFor()
  await eventually(async () =>
    expect(await picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))).toBe(64),
  )
}, 90_000)
