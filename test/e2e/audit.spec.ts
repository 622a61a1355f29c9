import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { readCsv } from '#test/support/csv.ts'
import { connectClient, installAll, issueCodeBy, refusalsOf, writeTicket } from './support/prepared.ts'
import { idOf, nameOf, type Visit } from './support/stage.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await writeTicket(world, 'Will be locked', 'While the partner answers')
  await connectClient(world)
  const owner = await world.enter('partner', idOf(world, 'partner', 'owner'))
  await world.call('setStaff', { userId: idOf(world, 'partner', 'firstAgent'), role: 'agent' }, owner)
})

const log = ({ app }: Pick<Visit, 'app'>) => app.getByRole('list', { name: 'Действия, новые сверху' })
const rows = (visit: Pick<Visit, 'app'>) => log(visit).getByRole('listitem')

async function openLog(visit: Visit): Promise<void> {
  await visit.app.getByRole('link', { name: 'Журнал', exact: true }).click()
  await rows(visit).first().waitFor()
}

it('D5 C5 the owner sees who did what, when and from where, finds it, and takes it along as a file', async () => {
  const { world } = stage
  const me = nameOf(world, 'partner', 'owner')
  const visit = await stage.open('partner', 'owner')
  await openLog(visit)
  const known = await rows(visit).count()
  const first = await rows(visit).first().textContent()

  // What a colleague of the same name does in another window waits behind a button.
  const token = await world.enter('partner', idOf(world, 'partner', 'owner'))
  await issueCodeBy(world, 'partner')
  const [issued] = (await world.call('listCodes', {}, token)).codes
  await world.call('revokeCode', { codeId: issued?.codeId ?? '' }, token)
  await world.call('setStaff', { userId: idOf(world, 'partner', 'lead'), role: 'lead' }, token)
  await visit.app.getByRole('button', { name: 'Показать 3 новые записи' }).waitFor()
  expect([await rows(visit).count(), await rows(visit).first().textContent()]).toEqual([known, first])
  await visit.app.getByRole('button', { name: 'Показать 3 новые записи' }).click()

  const newest = await rows(visit).first().textContent()
  expect(newest).toContain(`Добавлен сотрудник ${nameOf(world, 'partner', 'lead')}: руководитель`)
  expect(newest).toContain(me)
  expect(newest).toContain('с адреса 127.0.0.1')
  expect(newest).toMatch(/сегодня, \d\d:\d\d/)
  await rows(visit)
    .filter({ hasText: `Отозван код …-${issued?.lastGroup}` })
    .waitFor()
  const connected = rows(visit).filter({ hasText: 'подключён по коду' })
  expect(await connected.textContent()).toContain(nameOf(world, 'client', 'admin'))

  await choose(visit, 'О чём', 'Коды')
  await visit.app.getByLabel('Поиск по журналу').fill(issued?.lastGroup ?? '')
  await expect.poll(() => rows(visit).count()).toBe(2)

  const downloading = visit.page.waitForEvent('download')
  await visit.app.getByRole('button', { name: 'Выгрузить CSV' }).click()
  const download = await downloading
  const text = await readFile(await download.path(), 'utf8')
  const [headers, ...lines] = readCsv(text.slice(1))
  expect(download.suggestedFilename()).toMatch(/^opora-audit-\d{4}-\d\d-\d\d\.csv$/)
  expect(text.charCodeAt(0)).toBe(0xfeff)
  expect(headers?.slice(0, 4)).toEqual(['Когда', 'О чём', 'Действие', 'Кто'])
  expect(lines.map((cells) => cells.slice(1, 6))).toEqual([
    ['Коды', `Отозван код …-${issued?.lastGroup}`, me, '', '127.0.0.1'],
    ['Коды', `Выпущен код …-${issued?.lastGroup}`, me, '', '127.0.0.1'],
  ])
  expect(lines.every(([at = '']) => new Date(at).toISOString() === at)).toBe(true)

  await visit.app.getByRole('button', { name: 'Сбросить' }).click()
  await rows(visit).first().filter({ hasText: 'Выгружен журнал, записей: 2' }).waitFor()
}, 120_000)

it('D5 an agent reaches neither the page nor the routes behind it', async () => {
  const { world } = stage
  const visit = await stage.open('partner', 'firstAgent')
  await visit.app.getByRole('link', { name: 'Очередь' }).waitFor()

  const link = visit.app.getByRole('link', { name: 'Журнал', exact: true })
  const refusals = await refusalsOf(world, { portal: 'partner', role: 'firstAgent' }, [
    ['listAudit', {}],
    ['readAuditChoices', {}],
    ['exportAudit', { filter: {}, language: 'ru' }],
    ['continueAuditExport', { next: 'x' }],
  ])

  expect(await link.count()).toBe(0)
  expect(refusals).toEqual(Array.from({ length: 4 }, () => 'owner_only'))
})

async function choose({ app }: Visit, name: string, option: string): Promise<void> {
  await app.getByRole('combobox', { name, exact: true }).click()
  await app.getByRole('option', { name: option, exact: true }).click()
}
