import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { connectClient, installAll, issueCodeBy, refusalsOf, writeTicket } from './support/prepared.ts'
import { openFoldedSection } from './support/steps.ts'
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
  await openFoldedSection(visit, 'Журнал')
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

  const csv = await downloadBy(visit, 'Выгрузить CSV')
  const [headers, ...lines]: string[][] = parse(csv.bytes, { bom: true, delimiter: ';' })
  expect(csv.name).toMatch(/^opora-audit-\d{4}-\d\d-\d\d\.csv$/)
  expect(headers?.slice(0, 4)).toEqual(['Когда (Europe/Moscow)', 'О чём', 'Действие', 'Кто'])
  expect(lines.map((cells) => cells.slice(1, 6))).toEqual([
    ['Коды', `Отозван код …-${issued?.lastGroup}`, me, '', '127.0.0.1'],
    ['Коды', `Выпущен код …-${issued?.lastGroup}`, me, '', '127.0.0.1'],
  ])

  const xlsx = await downloadBy(visit, 'Выгрузить XLSX')
  const [sheet] = (await readXlsx(xlsx.bytes)).sheets
  const acts = (await world.call('listAudit', { kinds: ['codes'], search: issued?.lastGroup }, token)).entries
  expect(xlsx.name).toMatch(/^opora-audit-\d{4}-\d\d-\d\d\.xlsx$/)
  expect(sheet?.rows.slice(1).map(([at]) => at)).toEqual(acts.map(({ at }) => moscowWall(at)))
  expect(lines.map(([at]) => at)).toEqual(acts.map(({ at }) => russianDate(moscowWall(at))))
  expect(sheet?.rows.slice(1).map((cells) => cells.slice(1, 3))).toEqual(lines.map((cells) => cells.slice(1, 3)))

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
    ['exportAuditSheet', { filter: {}, language: 'ru' }],
    ['continueAuditExport', { next: 'x' }],
  ])

  expect(await link.count()).toBe(0)
  expect(refusals).toEqual(Array.from({ length: 5 }, () => 'owner_only'))
})

async function choose({ app }: Visit, name: string, option: string): Promise<void> {
  await app.getByRole('combobox', { name, exact: true }).click()
  await app.getByRole('option', { name: option, exact: true }).click()
}

async function downloadBy({ app, page }: Visit, name: string): Promise<{ name: string; bytes: Buffer }> {
  const downloading = page.waitForEvent('download')
  await app.getByRole('button', { name }).click()
  const download = await downloading
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Moscow is three hours ahead of UTC all year; a spreadsheet's date has no zone and whole seconds. */
function moscowWall(at: string): Date {
  return new Date(Math.floor(Date.parse(at) / 1000) * 1000 + 3 * 3_600_000)
}

function russianDate(wall: Date): string {
  const [day = '', time = ''] = wall.toISOString().slice(0, 19).split('T')
  return `${day.split('-').toReversed().join('.')} ${time}`
}
