import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { part } from './support/accounts.ts'
import { namedIn, readBell } from './support/bell.ts'
import { useClock } from './support/clock.ts'
import { ago, DAY, MINUTE, useSales, type Buyer } from './support/sales.ts'
import { allShown, type Visit } from './support/stage.ts'

const slow = 90_000

const { stage, selling } = useSales()
const clock = useClock(stage)

it(
  'Q8 the rest of a package counts as used when it ends, before the eyes of both sides',
  async () => {
    const { newBuyer, buy, ticket, work } = selling()
    const buyer = await newBuyer()
    await buy(buyer, 12, ago(30 * DAY - 5 * MINUTE))
    await work(await ticket(buyer, 'Почта', ago(DAY / 2)), 15, ago(DAY / 2))
    const { client, desk } = await bothAccounts(buyer)
    const both = [client, desk]
    await allShown(both.map(({ app }) => app.getByText('остаток: 10 из 12')))
    await Promise.all(both.map((visit) => part(visit, 'Выписка').click()))

    await clock.pass(5 * MINUTE)

    await allShown(
      both.flatMap(({ app }) => [
        app.getByText('Пакет закончился, остаток сгорел'),
        app.getByText('−10 квантов, 1 час 40 минут', { exact: true }),
        app.getByText('Закончился', { exact: true }),
        app.getByText('Работа приостановлена'),
      ]),
    )
  },
  slow,
)

it(
  'Q10 a client disputes an interval, a lead gives one quantum back, and both sides see all of it',
  async () => {
    const { newBuyer, buy, ticket, work } = selling()
    const buyer = await newBuyer()
    await buy(buyer, 12, ago(3 * DAY))
    await work(await ticket(buyer, 'Отчёт пуст', ago(DAY)), 25, ago(DAY))
    const { client, desk } = await bothAccounts(buyer, 'lead')

    await client.app.getByRole('button', { name: /^Оспорить работу/ }).click()
    const dispute = client.app.getByRole('dialog', { name: 'Оспорить работу' })
    await dispute.getByLabel('С чем вы не согласны').fill('Созвон длился десять минут')
    await dispute.getByRole('button', { name: 'Отправить возражение' }).click()
    await allShown([client, desk].map(({ app }) => app.getByText(/Марина Калинина.*: Созвон длился десять минут/)))
    await client.app.getByText('Ждёт ответа руководителя поддержки').waitFor()

    await desk.app.getByRole('button', { name: /^Ответить на возражение/ }).click()
    const answer = desk.app.getByRole('dialog', { name: 'Ответить на возражение' })
    await answer.getByLabel('Ответ клиенту').fill('Верно, один квант лишний')
    await answer.getByLabel('Сколько квантов вернуть').fill('1')
    await answer.getByRole('button', { name: 'Ответить', exact: true }).click()

    await allShown(
      [client, desk].flatMap(({ app }) => [
        app.getByText(/Светлана Горина.*: Верно, один квант лишний/),
        app.getByText('Вернули: 1 квант, 10 минут'),
        app.getByText('остаток: 10 из 12'),
      ]),
    )
    await Promise.all([client, desk].map((visit) => part(visit, 'Выписка').click()))
    await allShown([client, desk].map(({ app }) => app.getByText('+1 квант, 10 минут', { exact: true })))
  },
  slow,
)

it(
  'D4 P2 an order is told to the owner, its payment to the client, a dispute to the lead and its answer back; each link opens its page',
  async () => {
    const { newBuyer, order, ticket, work, told, lead } = selling()
    const buyer = await newBuyer()
    const { memberId = '' } = stage.world.sandbox.portals[buyer.portal] ?? {}
    await told.tell(lead, now(), 'nameClient', { memberId, name: 'Сеть «Мята»' })
    await order(buyer, 12, ago(MINUTE))

    const placed = await readBell(
      stage.world,
      { portal: 'partner', role: 'owner' },
      /^Заказ клиента Сеть «Мята»: .*12 квантов, 2 часа, 7\s200\s₽/,
    )
    const owner = await stage.open('partner', 'owner', namedIn(placed))
    await owner.app.getByRole('heading', { level: 1, name: 'Сеть «Мята»' }).waitFor()
    await part(owner, 'Заказы').click()
    await owner.app.getByRole('button', { name: /^Записать оплату/ }).click()
    const payment = owner.app.getByRole('dialog', { name: 'Записать оплату' })
    await payment.getByLabel('Номер документа').fill('17')
    await payment.getByLabel('Сумма, RUB').fill('7200')
    await payment.getByRole('button', { name: 'Записать', exact: true }).click()

    const paid = await readBell(
      stage.world,
      { portal: buyer.portal, role: 'admin' },
      /записана: 7\s200\s₽\. Первый пакет начался/,
    )
    await clock.pass(5 * MINUTE)
    await work(await ticket(buyer, 'Обмен', ago(3 * MINUTE)), 1, ago(2 * MINUTE))
    const client = await stage.open(buyer.portal, 'admin', namedIn(paid))
    await client.app.getByText('остаток: 11 из 12').waitFor()
    await part(client, 'Работы').click()
    await client.app.getByRole('button', { name: /^Оспорить работу/ }).click()
    const dispute = client.app.getByRole('dialog', { name: 'Оспорить работу' })
    await dispute.getByLabel('С чем вы не согласны').fill('Звонка не было')
    await dispute.getByRole('button', { name: 'Отправить возражение' }).click()

    const disputed = await readBell(
      stage.world,
      { portal: 'partner', role: 'lead' },
      /^Клиент Сеть «Мята» возражает .*: Звонка не было/,
    )
    const head = await stage.open('partner', 'lead', namedIn(disputed))
    await head.app.getByRole('button', { name: /^Ответить на возражение/ }).click()
    const answer = head.app.getByRole('dialog', { name: 'Ответить на возражение' })
    await answer.getByLabel('Ответ клиенту').fill('Верно, вернули')
    await answer.getByLabel('Сколько квантов вернуть').fill('1')
    await answer.getByRole('button', { name: 'Ответить', exact: true }).click()

    await readBell(
      stage.world,
      { portal: buyer.portal, role: 'admin' },
      /^Ответ «.*» на возражение по обращению .*возвращено: 1 квант, 10 минут\. Верно, вернули/,
    )
    await client.app.getByText('остаток: 12 из 12').waitFor()
  },
  slow,
)

it(
  'Q9 the ledger that the browser has saved is verified by the command, and a changed copy is found',
  async () => {
    const { newBuyer, buy, ticket, work } = selling()
    const buyer = await newBuyer()
    await buy(buyer, 12, ago(3 * DAY))
    await work(await ticket(buyer, 'Отчёт пуст', ago(DAY)), 25, ago(DAY))
    const { client } = await bothAccounts(buyer)

    const downloading = client.page.waitForEvent('download')
    await client.app.getByRole('button', { name: 'Скачать JSON' }).click()
    const download = await downloading
    const saved = await download.path()
    const changed = `${saved}-changed.json`
    await writeFile(changed, (await readFile(saved, 'utf8')).replace('"quanta":-1', '"quanta":-2'))

    expect(download.suggestedFilename()).toMatch(/\.json$/)
    expect(await verify(saved)).toMatch(/^FITS: 4 entries, balance 9 quanta/)
    expect(await verify(changed)).toMatch(/^DOES NOT FIT\. Entry 2: its hash is not that of what it says/)
  },
  slow,
)

async function verify(file: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['server/verifyLedger.ts', file]).catch(
    (error: { stdout: string }) => error,
  )
  return stdout
}

/** One account as the client and the desk see it. */
async function bothAccounts({ portal, shownAs }: Buyer, role = 'owner'): Promise<{ client: Visit; desk: Visit }> {
  const client = await stage.open(portal, 'admin')
  await client.app.getByRole('link', { name: 'Баланс и тариф' }).click()
  const desk = await stage.open('partner', role)
  await desk.app.getByRole('link', { name: 'Балансы' }).click()
  await desk.app.getByRole('link', { name: shownAs }).click()
  await allShown([client, desk].map(({ app }) => app.getByRole('region', { name: 'Баланс' })))
  return { client, desk }
}
