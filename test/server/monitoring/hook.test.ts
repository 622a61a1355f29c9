import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { mostKept } from '#contract/monitoring/types.ts'
import { signedHeads, startWatched, toAll, type Watched } from './watched.ts'

let watched: Watched
beforeAll(async () => {
  watched = await startWatched()
}, 60_000)
afterEach(async () => {
  const { world, lead } = watched
  const { components } = await world.call('readMonitoring', {}, lead)
  for (const { componentId } of components) await world.call('removeComponent', { componentId }, lead)
  await watched.pass(1)
})
afterAll(async () => {
  vi.useRealTimers()
  await watched.world.stop()
})

const down = { key: 'smtp', status: 'down', title: 'SMTP 554' }
const up = { key: 'smtp', status: 'up' }
const shownTo = async (token: string) => (await watched.world.call('readAnnouncements', {}, token)).announcements
const openTo = async (token: string) => (await shownTo(token)).filter(({ endedAt }) => endedAt === null)
const bodyOf = (name: string) => readFile(new URL(`bodies/${name}.json`, import.meta.url), 'utf8')

describe('D3 a monitor that calls', () => {
  it('opens one incident after two minutes and closes it after five of health: the client reads it, in the desk’s words', async () => {
    const { admin, add, call, pass, readComponent, integrator } = watched
    const { componentId, address } = await add()

    expect(await (await call(address, down)).json()).toEqual({ shape: 'plain', alerts: 1 })
    await pass(1.9)
    expect(await openTo(admin)).toEqual([])
    await pass(0.2)
    const [announced, ...others] = await openTo(integrator)
    expect(others).toEqual([])
    expect(announced?.kind).toBe('incident')
    expect(announced?.updates[0]?.title).toEqual({ ru: 'Сбой: Почта', uk: 'Збій: Почта', en: 'Incident: Mail' })
    expect(JSON.stringify(announced)).not.toContain('554')
    expect(await readComponent(componentId)).toMatchObject({
      state: 'down',
      signals: [{ text: 'SMTP 554', firing: 1 }],
    })

    await call(address, up)
    await pass(4.9)
    expect(await openTo(admin)).toHaveLength(1)
    await pass(0.2)
    expect(await openTo(admin)).toEqual([])
    expect((await shownTo(admin)).find((one) => one.announcementId === announced?.announcementId)).toMatchObject({
      updates: [{ number: 2 }, { number: 1 }],
    })
    expect(await readComponent(componentId)).toMatchObject({ state: 'up', incident: null })
  })

  it('opens at the very instant, however long no server ran meanwhile', async () => {
    const { add, call, pass, readComponent } = watched
    const { componentId, address } = await add()
    await call(address, down)
    const calledAt = (await readComponent(componentId))?.signals[0]?.at

    await pass(60)

    expect((await readComponent(componentId))?.incident?.openedAt).toBe(
      new Date(Date.parse(calledAt ?? '') + 120_000).toISOString(),
    )
  })

  it('as Alertmanager, Grafana and Uptime Kuma do, is understood; any other shape is kept and opens nothing', async () => {
    const { add, call, pass, readComponent, admin } = watched
    const { componentId, address } = await add()
    for (const [name, firing] of [
      ['alertmanager', 1],
      ['grafana', 1],
      ['kuma', 1],
      ['kumaTest', 0],
    ] as const) {
      const answer = await call(address, await bodyOf(name), { 'content-type': 'application/json' })
      expect(answer.status).toBe(200)
      expect((await readComponent(componentId))?.signals[0]).toMatchObject({ firing })
    }
    const other = await add()
    await call(other.address, 'disk \0 full \ud800')
    await pass(5)
    expect(await readComponent(other.componentId)).toMatchObject({
      state: 'unknown',
      signals: [{ shape: 'unknown', text: expect.stringContaining('disk full') }],
    })
    expect(await openTo(admin)).toHaveLength(1)
  })

  it('a thousand times over makes one incident, and so many calls are kept', async () => {
    const { add, call, pass, readComponent, admin } = watched
    const { componentId, address } = await add()
    const body = JSON.parse(await bodyOf('alertmanager'))
    const [alert] = body.alerts
    for (let round = 0; round < 25; round += 1) {
      const alerts = Array.from({ length: 40 }, (_, place) => ({ ...alert, fingerprint: `${round}-${place}` }))
      expect((await call(address, { ...body, alerts })).status).toBe(200)
    }
    await pass(3)

    expect(await openTo(admin)).toHaveLength(1)
    expect((await readComponent(componentId))?.signals).toHaveLength(mostKept)
  })

  it('the same at once from many sides makes one incident', async () => {
    const { add, call, pass, admin } = watched
    const { address } = await add({ openAfter: 0 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(address, down)))
    await pass(1)

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await openTo(admin)).toHaveLength(1)
  })

  it('on and off is told once, as unstable', async () => {
    const { add, call, pass, admin, readComponent } = watched
    const { address, componentId } = await add()
    for (let turn = 0; turn < 6; turn += 1) {
      await call(address, turn % 2 === 0 ? down : up)
      await pass(0.5)
    }
    const open = await openTo(admin)
    expect(open.map(({ updates }) => updates[0]?.title.ru)).toEqual(['Нестабильно: Почта'])
    expect(await readComponent(componentId)).toMatchObject({ state: 'unstable', incident: { isUnstable: true } })
    await pass(61)
    expect(await openTo(admin)).toEqual([])
  })

  it('is announced to those whom the desk has named for it alone', async () => {
    const { add, call, pass, admin } = watched
    const { address } = await add({ openAfter: 0, audience: { ...toAll, editions: ['box'] } })
    await call(address, down)
    await pass(1)
    expect(await openTo(admin)).toEqual([])
  })

  it('is what a person has ended meanwhile not ended twice, and not begun anew', async () => {
    const { world, add, call, pass, admin, lead } = watched
    const { address } = await add({ openAfter: 0 })
    await call(address, down)
    const [open] = await openTo(admin)
    const { announcementId = '', updates = [] } = open ?? {}
    const said = { severity: 'info', title: updates[0]?.title, body: updates[0]?.body, until: null } as const
    expect(
      await world.ask('updateAnnouncement', { announcementId, number: 1, ...said, isOver: true }, lead),
    ).toMatchObject({ ok: true })
    await call(address, up)
    await pass(6)

    const over = (await shownTo(admin)).find((one) => one.announcementId === announcementId)
    expect(over?.updates).toHaveLength(2)
  })

  it('never stops a clock: the first answer is due when it was', async () => {
    const { world, ticket, add, call, pass, agent } = watched
    const { ticketId } = await ticket()
    const clocks = async () =>
      (await world.call('readSla', { ticketId }, agent)).clocks.map(({ clock, deadline, state }) => [
        clock,
        deadline,
        state.status,
      ])
    const before = await clocks()
    const { address } = await add({ openAfter: 0 })
    await call(address, down)
    await pass(10)

    expect(before.length).toBeGreaterThan(0)
    expect(await clocks()).toEqual(before)
  })

  it('whose component is removed leaves no announcement behind', async () => {
    const { world, add, call, admin, lead } = watched
    const { address, componentId } = await add({ openAfter: 0 })
    await call(address, down)
    expect(await openTo(admin)).toHaveLength(1)
    await world.call('removeComponent', { componentId }, lead)
    expect(await openTo(admin)).toEqual([])
    expect((await call(address, down)).status).toBe(404)
  })

  it('that nobody ends for six hours is in the owner’s log, with what came before', async () => {
    const { world, add, call, pass, owner } = watched
    const { address } = await add()
    await call(address, down)
    await pass(3)
    await pass(361)
    const { entries } = await world.call('listAudit', { kinds: ['settings'], limit: 10 }, owner)
    const told = entries.map(({ type }) => type).filter((type) => type.startsWith('incident'))
    expect(told.slice(0, 2)).toEqual(['incident.silent', 'incident.opened'])
  })
})

describe('D3 the address of a hook', () => {
  it('is told once, good for one component, and good no longer when there is another one', async () => {
    const { world, add, call, lead, readComponent } = watched
    const first = await add()
    const second = await add()
    const again = await world.call('rotateComponent', { componentId: first.componentId, what: 'address' }, lead)

    expect(JSON.stringify(await world.call('readMonitoring', {}, lead))).not.toContain(first.address.split('/').at(-1))
    expect((await call(first.address, down)).status).toBe(404)
    expect((await call(again.shown ?? '', down)).status).toBe(200)
    expect((await readComponent(second.componentId))?.signals).toEqual([])
    expect((await call(`${first.address}x`, down)).status).toBe(404)
    expect((await call(first.address.replace('/v1/', '/v1/%00'), down)).status).toBe(404)
  })

  it('lies in the database as a digest, and a secret sealed', async () => {
    const { world, add, lead } = watched
    const { address, componentId } = await add()
    const { shown } = await world.call('rotateComponent', { componentId, what: 'secret' }, lead)
    const { rows } = await world.store.pool.query<{ row: string }>(
      `select monitoring_components::text as row from monitoring_components
        union all select payload::text from journal where type like 'component.%'`,
    )
    const written = rows.map(({ row }) => row).join(' ')
    expect(shown).toMatch(/^[\w-]{43}$/)
    expect(written).not.toContain(address.split('/').at(-1))
    expect(written).not.toContain(shown)
  })

  it('takes POST alone, no more than 64 kB, and sixty calls a minute', async () => {
    const { add, call } = watched
    const { address } = await add()
    const get = await fetch(address)
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await call(address, 'x'.repeat(64 * 1024 + 1))).status).toBe(413)
    expect((await call(address, 'x'.repeat(64 * 1024))).status).toBe(200)
    const began = performance.now()
    const answers = await Promise.all(Array.from({ length: 120 }, () => call(address, up)))
    const taken = answers.filter(({ status }) => status === 200).length
    const seconds = (performance.now() - began) / 1000
    expect(taken).toBeGreaterThanOrEqual(58)
    expect(taken).toBeLessThanOrEqual(60 + Math.ceil(seconds))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(120 - taken)
  })

  it('asks for a signature where there is a secret: forged, old and early ones open nothing', async () => {
    const { world, add, call, lead, readComponent } = watched
    const { address, componentId } = await add({ openAfter: 0 })
    const secret = (await world.call('rotateComponent', { componentId, what: 'secret' }, lead)).shown ?? ''
    const body = JSON.stringify(down)
    const heads = [
      {},
      signedHeads('another', body),
      signedHeads(secret, `${body} `),
      signedHeads(secret, body, { at: Date.now() - 301_000 }),
      signedHeads(secret, body, { at: Date.now() + 302_000 }),
      { ...signedHeads(secret, body), 'x-opora-timestamp': '' },
      { ...signedHeads(secret, body), 'x-opora-timestamp': String(Math.floor(Date.now() / 1000) - 60) },
    ]
    for (const one of heads) expect((await call(address, body, one)).status).toBe(401)
    expect((await readComponent(componentId))?.signals).toEqual([])

    expect((await call(address, body, signedHeads(secret, body))).status).toBe(200)
    expect((await call(address, body, signedHeads(secret, body, { grafana: true }))).status).toBe(200)
    await world.call('rotateComponent', { componentId, what: 'noSecret' }, lead)
    expect((await call(address, body)).status).toBe(200)
  })
  // The last of this file: it uses up what its address may guess.
  it('that nobody has is not guessed by hundreds, and whoever is near one learns nothing', async () => {
    const { world, add, call, lead } = watched
    const { address, componentId } = await add()
    await world.call('rotateComponent', { componentId, what: 'address' }, lead)

    const answers = await Promise.all(Array.from({ length: 400 }, () => call(address, up)))

    const statuses = answers.map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([404, 429]))
    expect(statuses.filter((status) => status === 404).length).toBeGreaterThanOrEqual(300)
  })
})
