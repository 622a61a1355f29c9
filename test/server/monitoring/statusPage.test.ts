import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addStatusPages } from '#server/monitoring/feature.ts'
import { openStore } from '#server/platform/db/db.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { newId } from '#test/support/world.ts'
import { startWatched, toAll, type Watched } from './watched.ts'

let watched: Watched
beforeAll(async () => {
  watched = await startWatched()
  await watched.world.call('setStatusPage', { slug: 'vector' }, watched.owner)
}, 60_000)
beforeEach(async () => {
  const { world, lead } = watched
  const { components } = await world.call('readMonitoring', {}, lead)
  for (const { componentId } of components) await world.call('removeComponent', { componentId }, lead)
  await watched.pass(1)
})
afterAll(async () => {
  vi.useRealTimers()
  await watched.world.stop()
})

const down = { key: 'smtp', status: 'down', title: 'SMTP 554 at mx3' }
const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${watched.world.url}/status/${path}`, { headers })
const read = async (path: string, headers: Record<string, string> = {}) => (await ask(path, headers)).text()

describe('D3 the public page of a desk', () => {
  it('shows an incident from its beginning to its end, in the desk’s own words', async () => {
    const { add, call, pass } = watched
    const { address } = await add()
    await pass(1)
    expect(await read('vector')).toContain('Нет данных')
    await call(address, down)
    await pass(3)

    const shown = await read('vector')
    for (const text of ['Есть сбои', 'Почта', 'Сбой: Почта', 'дней со сбоем 1']) expect(shown).toContain(text)
    expect(await (await ask('vector.json')).json()).toMatchObject({
      isStale: false,
      components: [{ title: { ru: 'Почта' }, state: 'down' }],
      entries: [{ kind: 'incident', phase: 'present' }],
    })

    await call(address, { ...down, status: 'up' })
    await pass(6)
    const after = await read('vector', { 'accept-language': 'de, en;q=0.9' })
    for (const text of ['No incidents are known', 'Works', 'Incident, over', '1 with an incident'])
      expect(after).toContain(text)
  })

  it('has in no byte what is not public: other components, words of monitors, of staff and for some clients, names of anybody', async () => {
    const { world, add, call, pass, lead, ticket } = watched
    await ticket()
    const hidden = await add({ title: { ru: 'Внутренний биллинг', uk: '', en: '' }, isPublic: false, openAfter: 0 })
    const some = { ...toAll, editions: ['box' as const] }
    const narrow = await add({ audience: some, openAfter: 0 })
    for (const { address } of [hidden, narrow]) await call(address, down)
    const texts = (ru: string) => ({ ru, uk: '', en: '' })
    const window = { kind: 'maintenance', severity: 'info', from: new Date().toISOString(), until: null } as const
    const told = { body: texts(''), ...window }
    await world.call(
      'publishAnnouncement',
      { announcementId: newId(), ...told, title: texts('Только коробкам'), audience: some },
      lead,
    )
    await world.call(
      'publishAnnouncement',
      { announcementId: newId(), ...told, kind: 'news', title: texts('Новости'), audience: toAll },
      lead,
    )
    await world.call(
      'publishAnnouncement',
      { announcementId: newId(), ...told, title: texts('Работы для всех'), audience: toAll },
      lead,
    )
    await pass(1)

    const { announcements } = await world.call('listAnnouncements', { limit: 20 }, lead)
    expect(announcements.some(({ updates }) => updates[0]?.title.ru.includes('биллинг'))).toBe(true)
    const { rows } = await world.store.pool.query<{ name: string }>(`select distinct name from people`)
    const pages = await Promise.all(
      ['vector', 'vector?lang=uk', 'vector?lang=en', 'vector.json'].map((path) => read(path)),
    )
    for (const page of pages) {
      expect(page).toContain('Работы для всех')
      for (const secret of [
        'биллинг',
        'SMTP',
        'mx3',
        'Только коробкам',
        'Новости',
        'письма',
        hidden.componentId,
        narrow.componentId,
      ])
        expect(page).not.toContain(secret)
      for (const { name } of rows) expect(page).not.toContain(name)
    }
  })

  it('is the same under whatever name of a host it is asked for, and says nobody’s', async () => {
    const { world } = watched
    const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher', forwarded: 'host=evil.example' }
    const answer = await ask('vector', forged)
    expect(await answer.text()).not.toContain('evil')
    expect(await read('vector')).not.toContain(new URL(world.url).host)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('cache-control')).toContain('max-age=10')
  })

  it('is one desk’s: another has its own, and what is none is none, however it is spelt', async () => {
    const { world, add, pass } = watched
    await add()
    const standard = await world.enter('standard', 1)
    await world.call('setStatusPage', { slug: 'standard-desk' }, standard)
    await pass(1)
    expect(await read('standard-desk')).not.toContain('Почта')
    expect(await read('vector')).toContain('Почта')
    for (const path of [
      'other',
      'VECTOR',
      'vector%00',
      '%2e%2e',
      'a'.repeat(200),
      'vector.json.json',
      '%D0%B0%D0%B1%D0%B2',
    ])
      expect((await ask(path)).status).toBe(404)
    expect((await ask('other.json')).status).toBe(404)
    expect((await ask('vector.json')).headers.get('access-control-allow-origin')).toBe('*')

    await world.call('setStatusPage', { slug: null }, standard)
    await pass(1)
    expect((await ask('standard-desk')).status).toBe(404)
  })
})

it('D3 a name that one desk has given up shows the desk that has it now, and nothing of the other', async () => {
  const { world, add, owner, pass } = watched
  const standard = await world.enter('standard', 1)
  await world.call('setStatusPage', { slug: 'handed-on' }, standard)
  await add()
  await pass(1)
  expect(await read('handed-on')).not.toContain('Почта')

  await world.call('setStatusPage', { slug: null }, standard)
  await world.call('setStatusPage', { slug: 'handed-on' }, owner)
  await pass(1)

  expect(await read('handed-on')).toContain('Почта')
  await world.call('setStatusPage', { slug: 'vector' }, owner)
  await pass(1)
})

describe('D3 the public page, when the database is away', () => {
  it('stands as it was, and says so; where it was never read it says that, too', async () => {
    const { world, add, pass } = watched
    await add()
    await pass(1)
    const store = openStore(world.databaseUrl, 2)
    const memory = makeMemoryLog()
    const app = new Hono()
    addStatusPages(app, { db: store.db, log: memory.log })
    const path = '/status/vector'
    expect(await (await app.request(path)).text()).toContain('Известных сбоев нет')

    await store.close()
    vi.setSystemTime(Date.now() + 60_000)
    const answers = await Promise.all(Array.from({ length: 500 }, async () => app.request(path)))
    const pages = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(pages.every((page) => page.includes('Почта') && page.includes('последнее, что известно'))).toBe(true)
    expect(pages.some((page) => page.includes('Известных сбоев нет'))).toBe(false)
    expect(await (await app.request(`${path}.json`)).json()).toMatchObject({ isStale: true })
    // One reading of the pages that there are, and one of this page.
    expect(memory.text().match(/a public page could not be read/g)).toHaveLength(2)

    const cold = new Hono()
    addStatusPages(cold, { db: store.db, log: memory.log })
    const none = await cold.request(path)
    expect([none.status, none.headers.get('cache-control')]).toEqual([503, 'no-store'])
    expect(await none.text()).toContain('Состояние сейчас узнать нельзя')
  })

  it('asks for nothing while it is fresh, whoever tries names, and however many ask', async () => {
    const { world } = watched
    const store = openStore(world.databaseUrl, 2)
    const query = vi.spyOn(store.pool, 'connect')
    const app = new Hono()
    addStatusPages(app, { db: store.db, log: makeMemoryLog().log })
    await app.request('/status/vector')
    const asked = query.mock.calls.length
    expect(asked).toBeGreaterThan(0)
    const paths = Array.from({ length: 500 }, (_, number) =>
      number % 2 === 0 ? '/status/vector' : `/status/try-${number}`,
    )
    await Promise.all(paths.map(async (path) => app.request(path)))
    expect(query.mock.calls).toHaveLength(asked)
    await store.close()
  })
})
