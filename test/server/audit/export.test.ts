import { afterAll, beforeAll, expect, it } from 'vitest'
import { maxExportedRows, type AuditFilter } from '#contract/audit/types.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { beginExport, continueExport } from '#server/audit/auditExport.commands.ts'
import { now } from '#server/platform/clock.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { startWorld, type World } from '#test/support/world.ts'
import { addOldActs } from './oldActs.ts'

let world: World
let owner: string
let deskId: string
beforeAll(async () => {
  world = await startWorld()
  owner = await world.install('partner', 'desk')
  deskId = (await world.call('readDesk', {}, owner)).deskId
}, 60_000)
afterAll(() => world.stop())

const readCsv = (text: string, delimiter: string): string[][] => parse(text, { bom: true, delimiter })

/** All parts put behind each other, as the page does it. */
async function exportAll(filter: AuditFilter = {}) {
  let part = await world.call('exportAudit', { filter, language: 'ru' }, owner)
  const parts = [part]
  while (part.next !== null) {
    part = await world.call('continueAuditExport', { next: part.next }, owner)
    parts.push(part)
  }
  const text = parts.map((one) => one.text).join('')
  return { parts, text, rows: readCsv(text, ';').slice(1) }
}

const told = async () =>
  (await world.call('listAudit', { kinds: ['exports'] }, owner)).entries.map(({ by, address, facts }) => ({
    name: by.name,
    address,
    facts: Object.fromEntries(facts.map(({ name, value }) => [name, value])),
  }))

it('D5 an export holds what the filters show, and is an act itself', async () => {
  await world.call('setStaff', { userId: 2, role: 'agent' }, owner)
  await world.call('issueCode', { maxUses: 1, expiresInDays: 1, clientStatus: 1, note: '' }, owner)
  const { rows, text } = await exportAll({ kinds: ['staff'], search: 'а', from: '2020-01-01T00:00:00Z' })

  expect(text.startsWith('\uFEFF"Когда (Europe/Moscow)";')).toBe(true)
  expect(rows.map((row) => row[8])).toEqual(['desk.staffSet'])
  expect(await told()).toEqual([
    {
      name: 'Виктор Лаптев',
      address: '127.0.0.1',
      facts: {
        fileFormat: 'csv',
        rows: '1',
        narrowedTo: 'staff',
        narrowedFrom: '2020-01-01T00:00:00Z',
        narrowedBy: 'search',
      },
    },
  ])
})

it('D5 an export that is taken back was never told, and one that fails gives nothing', async () => {
  const before = (await told()).length
  const actor = await loadActor(world.store.db, hashToken(owner), now(), null)
  const secrets = makeSecrets('ab'.repeat(32))
  const attempt = world.transaction(async (unit) => {
    await beginExport(unit, { secrets }, actor, { deskId, filter: {}, language: 'en' })
    throw new Error('changed my mind')
  })

  await expect(attempt).rejects.toThrow('changed my mind')
  expect(await told()).toHaveLength(before)
})

it('D5 a long one comes in parts of bounded size; what is told meanwhile is not in it', async () => {
  await addOldActs(world, deskId, 4_500)
  let part = await world.call('exportAudit', { filter: { kinds: ['settings'] }, language: 'en' }, owner)
  const sizes = [part.rows]
  const texts = [part.text]
  while (part.next !== null) {
    await world.call('install', { choice: 'desk', deskName: `Name ${sizes.length}` }, owner)
    part = await world.call('continueAuditExport', { next: part.next }, owner)
    sizes.push(part.rows)
    texts.push(part.text)
  }
  const rows = readCsv(texts.join(''), ',').slice(1)

  expect(sizes.every((size) => size <= 2_000)).toBe(true)
  expect(rows).toHaveLength(4_501)
  expect(new Set(rows.map((row) => row[9])).size).toBe(rows.length)
  expect((await told())[0]?.facts['rows']).toBe('4501')
})

it('D5 nobody goes on with what somebody else has begun, with what was not begun, or much later', async () => {
  const secrets = makeSecrets(await world.masterKey())
  const actor = await loadActor(world.store.db, hashToken(owner), now(), null)
  const begin = () => world.call('exportAudit', { filter: {}, language: 'ru' }, owner)
  const { next } = await begin()
  const goOn = (who: typeof actor, sealed: string, at = now()) =>
    world.transaction((unit) => continueExport(unit, { secrets }, who, sealed), at)
  const later = new Date(now().getTime() + 16 * 60_000)

  await expect(goOn(actor, next ?? '')).resolves.toMatchObject({ rows: 2_000 })
  await expect(goOn({ ...actor, userId: 2 }, next ?? '')).rejects.toMatchObject({ code: 'not_found' })
  await expect(goOn({ ...actor, memberId: 'another' }, next ?? '')).rejects.toMatchObject({ code: 'not_found' })
  await expect(goOn(actor, next ?? '', later)).rejects.toMatchObject({ code: 'not_found' })
  await expect(goOn(actor, secrets.seal('{}'))).rejects.toMatchObject({ code: 'not_found' })
  await expect(goOn(actor, `${next}x`)).rejects.toMatchObject({ code: 'not_found' })
})

it('D5 a file holds so many acts and not more', async () => {
  await addOldActs(world, deskId, maxExportedRows)
  const { parts, rows } = await exportAll()

  expect(rows).toHaveLength(maxExportedRows)
  expect(Math.max(...parts.map(({ text }) => text.length))).toBeLessThan(2_000_000)
}, 120_000)

it('D9 a workbook holds all that the filters show, as one act, with dates that a foreign reader takes for dates', async () => {
  const { base64, fileName, rows } = await world.call(
    'exportAuditSheet',
    { filter: { kinds: ['settings'], until: '2025-01-01T01:00:00Z' }, language: 'ru' },
    owner,
  )
  const [sheet] = (await readXlsx(Buffer.from(base64, 'base64'))).sheets

  expect(fileName).toMatch(/^opora-audit-\d{4}-\d\d-\d\d\.xlsx$/)
  expect(sheet?.rows).toHaveLength(rows + 1)
  expect(rows).toBeGreaterThan(2_000)
  // The journal has 2025-01-01T00:00:01Z, which was three hours later in Moscow.
  expect(sheet?.rows.at(-1)?.[0]).toEqual(new Date('2025-01-01T03:00:01Z'))
  expect((await told())[0]?.facts).toMatchObject({ fileFormat: 'xlsx', rows: String(rows), narrowedTo: 'settings' })
})
