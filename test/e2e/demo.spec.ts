import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { portsInAll } from '../demo/ports.ts'
import { watchFor } from './support/complaints.ts'
import { applicationIn, launchBrowser, type Visit } from './support/stage.ts'
import { chooseTicket, confirmCode, helperIs, message, openTicket, previewCode } from './support/steps.ts'

it('P3 the demo starts with one command, its page leads through the main job, and a signal ends all of it', async ({
  onTestFinished,
}) => {
  const demo = await startDemo()
  onTestFinished(async () => {
    await demo.stop()
  })
  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const complaints = watchFor(context)
  const page = await context.newPage()
  const follow = async (name: string): Promise<Visit> => {
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name, exact: true }).first().click(),
    ])
    return visitOf(opened)
  }
  const visitOf = (opened: Page): Visit => ({ page: opened, context, complaints, app: applicationIn(opened) })

  await page.goto(demo.url)
  const code = await page.locator('#code').textContent()
  const client = await follow('Марина Калинина')
  await chooseTicket(client, 'На телефоне не открывается карточка сделки')
  await client.page.reload()
  await previewCode(client, code ?? '')
  await confirmCode(client)
  await helperIs(client, 'Интегратор Плюс').waitFor()
  await openTicket(client, 'Первое обращение', 'Здравствуйте!', { atOnce: true })
  const partner = await follow('Артём Нечаев')
  await chooseTicket(partner, 'Первое обращение')
  await message(partner, 'Здравствуйте!').waitFor()

  await writeByMail(await context.newPage(), `${demo.url}mail?as=anna`)
  const service = await follow('Илья Рогов')
  await chooseTicket(service, 'Отчёт не открывается')
  await message(service, 'Белый экран с утра').waitFor()

  expect(complaints.list()).toEqual([])
  expect(await demo.stop()).toBe(0)
  await expect(fetch(demo.url)).rejects.toThrow('fetch failed')
}, 180_000)

/** The first letter of somebody whose portal nobody has asked yet; that it became a ticket comes back by mail. */
async function writeByMail(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByLabel('Тема').fill('Отчёт не открывается')
  await page.getByLabel('Письмо', { exact: true }).fill('Белый экран с утра')
  await page.getByRole('button', { name: 'Отправить письмо' }).click()
  await page.getByRole('heading', { name: /^\[KLY-\d+\] Отчёт не открывается$/ }).waitFor()
}

/** On ports that are free now and in a folder of its own. */
async function startDemo(): Promise<{ url: string; stop: () => Promise<number | null> }> {
  const dataDir = join(tmpdir(), `opora-demo-${randomBytes(6).toString('hex')}`)
  const main = fileURLToPath(new URL('../demo/main.ts', import.meta.url))
  const demo = spawn(process.execPath, [main, '--port', String(await freeRange())], {
    env: { ...process.env, OPORA_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(demo, 'exit')
  const told = new Promise<string>((resolve, reject) => {
    createInterface({ input: demo.stdout }).on('line', (line) => {
      const url = /open (http\S+)/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
    void exited.then(() => reject(new Error('The demo ended before it was ready')))
  })
  return {
    url: await told,
    async stop() {
      demo.kill('SIGTERM')
      await exited
      await rm(dataDir, { recursive: true, force: true })
      return demo.exitCode
    },
  }
}

/** The demo needs neighbouring ports: below the range that systems hand out by themselves, they usually are. */
async function freeRange(): Promise<number> {
  const first = 20_000 + Math.floor(Math.random() * 600) * portsInAll
  const probe = createServer()
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(first, () => resolve(true))
  })
  await new Promise<void>((resolve) => void probe.close(() => resolve()))
  return isFree ? first : freeRange()
}
