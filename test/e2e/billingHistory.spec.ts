import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { part } from './support/accounts.ts'
import { useClock } from './support/clock.ts'
import { ago, DAY, MINUTE, useSales, type Buyer } from './support/sales.ts'
import { allShown, type Visit } from './support/stage.ts'

const slow = 90_000

const { stage, selling } = useSales()
const clock = useClock()

it(
  'Q8 the rest of a package counts as used when it ends, before the eyes of both sides',
  async () => {
    const { newBuyer, buy, ticket, work } = selling()
    const buyer = await newBuyer()
    await buy(buyer, 12, ago(30 * DAY - 5 * MINUTE))
    await work(await ticket(buyer, 'Почта', ago(DAY / 2)), 15, ago(DAY / 2))
    const { client, desk } = await bothAccounts(buyer)
    const both = [client, desk]
    await allShown(both.map(({ app }) => app.getByText('осталось 10 из 12')))
    await Promise.all(both.map((visit) => part(visit, 'Выписка').click()))

    clock.pass(5 * MINUTE)

    await allShown(
      both.flatMap(({ app }) => [
        app.getByText('Пакет закончился, остаток сгорел'),
        app.getByText('−10', { exact: true }),
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
        app.getByText('Вернули: 1 квант'),
        app.getByText('осталось 10 из 12'),
      ]),
    )
    await Promise.all([client, desk].map((visit) => part(visit, 'Выписка').click()))
    await allShown([client, desk].map(({ app }) => app.getByText('+1', { exact: true })))
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
