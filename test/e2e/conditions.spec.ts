import { readFile } from 'node:fs/promises'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, it } from 'vitest'
import { installAll, issueCodeBy, payPartner } from './support/prepared.ts'
import type { Visit } from './support/stage.ts'
import { button, chooseTicket, confirmCode, further, message, openTicket, previewCode } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => installAll(world))

it('E8 C3 T5 conditions before connecting, as a file, then out of scope by the agent’s click and on to a quote', async () => {
  const { world } = stage
  const client = await stage.open('client', 'admin')
  await previewCode(client, await issueCodeBy(world, 'partner'))

  await button(client, 'Прочитать все условия').click()
  const dialog = client.app.getByRole('dialog')
  await dialog.getByRole('region', { name: 'Тарифные планы и цены для вас' }).waitFor()
  expect(await dialog.textContent()).toContain('Настройка, для которой не нужно согласованное техническое задание')
  const file = await downloadBy(client, 'Скачать PDF')
  expect(file.name).toBe('opora-conditions-1.pdf')
  expect(file.text).toContain('Ваш статус: Лицензия через нас на год')
  expect(file.text).toContain('500 ₽')
  await button(client, 'Назад к подключению').first().click()
  await confirmCode(client)
  await dialog.waitFor({ state: 'hidden' })
  await payPartner(world)

  await client.app.getByRole('link', { name: 'Условия поддержки', exact: true }).click()
  await client.app.getByRole('region', { name: 'Что входит в поддержку' }).waitFor()
  await openTicket(client, 'Напишите нам модуль', 'Нужен обмен с бухгалтерией по нашему заданию.')

  const partner = await stage.open('partner', 'owner')
  await partner.app.getByRole('link', { name: 'Очередь' }).click()
  await chooseTicket(partner, 'Напишите нам модуль')
  await further(partner, 'Не входит в поддержку')
  await expect
    .poll(() => partner.app.getByRole('textbox', { name: 'Ответ клиенту' }).inputValue())
    .toContain('отдельная оценка')
  await partner.app.getByRole('button', { name: 'Ответить и закрыть' }).click()

  await message(client, 'отдельная оценка').waitFor()
  await client.app.getByRole('link', { name: 'Запросить оценку' }).click()
  const subject = client.app.getByRole('textbox', { name: 'Тема' })
  await expect.poll(() => subject.inputValue()).toMatch(/^Оценка работ по обращению \w+-\d+$/)
  expect(await client.app.getByLabel('Что случилось').inputValue()).toContain('1. Что должно получиться в итоге?')
  await client.app.getByRole('button', { name: 'Создать обращение' }).click()

  await chooseTicket(partner, 'Оценка работ по обращению')
  await message(partner, 'К обращению').waitFor()
}, 180_000)

async function downloadBy({ app, page }: Visit, name: string): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent('download')
  await app.getByRole('button', { name }).click()
  const download = await downloading
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await download.path())))
  const { text } = await extractText(pdf, { mergePages: true })
  return { name: download.suggestedFilename(), text: text.replaceAll(/\s+/g, ' ') }
}
