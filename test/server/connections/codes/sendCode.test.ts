import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { codeNotificationJobs } from '#server/notifications/codes.jobs.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSecrets, type Secrets } from '#server/platform/secrets.ts'
import { makeBitrix24 } from '#server/portals/bitrix24.adapter.ts'
import { makeAdminLooks } from '#server/portals/adminLooks.commands.ts'
import { makePortalClients } from '#server/portals/portalClients.commands.ts'
import { codeDelivered } from '#server/connections/codes/codes.commands.ts'
import { eventually } from '#test/support/eventually.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { clientId, clientSecret, startWorld, type World } from '#test/support/world.ts'

let world: World
let owner: string
let bureau: string
let admin: string
let secrets: Secrets
let jobs: JobTasks<'noticeCode'>
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
  await world.enter('client', 2)
  bureau = await world.enter('standard', 1)
  secrets = makeSecrets(await world.masterKey())
  const oauthServers = [world.sandbox.oauthOrigin]
  const gateway = makeBitrix24({ applications: [{ clientId, clientSecret }], oauthServers, isSandbox: true })
  const portalClients = makePortalClients({ db: world.store.db, transaction: world.transaction, secrets, gateway })
  const deps = {
    db: world.store.db,
    transaction: world.transaction,
    portalClients,
    adminLooks: makeAdminLooks({ db: world.store.db, transaction: world.transaction, portalClients }),
    log: makeMemoryLog().log,
    secrets,
    codeDelivered,
  }
  jobs = codeNotificationJobs(deps)
}, 60_000)
afterAll(() => world.stop())

const terms: RouteInput<'issueCode'> = { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }
const client = () => world.sandbox.portals.client
/** So many codes a day may be sent; each case begins with none. */
const forgetSendings = () =>
  world.store.db
    .updateTable('support_codes')
    .set({ sent_at: null, sent_by: null, delivered_at: null, delivered_to: null })
    .execute()
async function issue(portal = client().domain) {
  await forgetSendings()
  const { code, view, canNotify } = await world.call('issueCode', { ...terms, portal }, owner)
  return { code, codeId: view.codeId, canNotify }
}
const send = (codeId: string, code: string, token = owner) => world.ask('sendCode', { codeId, code }, token)
const bell = (codeId: string) =>
  world.sandbox.notifications('client').filter(({ tag }) => tag === `OPORA|CODE|${codeId}`)
const viewOf = async (codeId: string) =>
  (await world.call('listCodes', { limit: 100 }, owner)).codes.find((code) => code.codeId === codeId)
/** The server's own worker does the job; here its end is waited for. */
const arrived = (codeId: string, people: number) =>
  eventually(async () => expect((await viewOf(codeId))?.sent?.people).toBe(people))

describe('C2 D4 a code sent by notification', () => {
  it('reaches each admin of the named portal who has opened the app, with desk, code, last day and a way in', async () => {
    const { code, codeId, canNotify } = await issue()
    expect(canNotify).toBe(true)

    const sent = await send(codeId, code.toLowerCase().replaceAll('-', ' '))
    await arrived(codeId, 2)

    expect(sent).toMatchObject({ ok: true, body: { sent: { by: 'Виктор Лаптев' } } })
    expect(
      bell(codeId)
        .map(({ userId }) => userId)
        .toSorted((one, other) => one - other),
    ).toEqual([1, 2])
    const message = bell(codeId)[0]?.message ?? ''
    expect(message).toContain('«Интегратор Плюс»')
    expect(message).toContain(code)
    expect(message).toContain('/marketplace/view/')
    const { moments } = await world.call('readCodeLife', { codeId }, owner)
    expect(moments.map(({ type }) => type)).toEqual(['issued', 'sent', 'delivered'])
  })

  it('is sent once, however many clicks there are and whoever runs the job again', async () => {
    const { code, codeId } = await issue()

    const answers = await Promise.all([1, 2, 3].map(() => send(codeId, code)))
    await arrived(codeId, 2)
    const calls = sentCalls(code)
    await jobs.noticeCode.run({ codeId, sealedCode: secrets.seal(code) })
    await send(codeId, code)

    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(calls).toBe(2)
    expect(sentCalls(code)).toBe(2)
    const { moments } = await world.call('readCodeLife', { codeId }, owner)
    expect(moments.filter(({ type }) => type === 'sent' || type === 'delivered')).toHaveLength(2)
  })

  it('a job that was cut off between two admins goes on with the second', async () => {
    const { code, codeId } = await issue()
    const sealedCode = secrets.seal(code)
    await world.store.db
      .insertInto('notices_sent')
      .values({
        notice: `code ${codeId} ${client().memberId} 1`,
        at: new Date(),
      })
      .execute()

    await jobs.noticeCode.run({ codeId, sealedCode })

    expect(bell(codeId).map(({ userId }) => userId)).toEqual([2])
  })

  it('needs the code itself, and the desk that has issued it', async () => {
    const { code, codeId } = await issue()
    const other = await issue()

    expect(await send(codeId, 'AAAA-AAAA-AAAA-AAAA')).toMatchObject({ code: 'code_wrong' })
    expect(await send(codeId, other.code)).toMatchObject({ code: 'code_wrong' })
    expect(await send(codeId, code, bureau)).toMatchObject({ code: 'not_found' })
    expect(bell(codeId)).toEqual([])
  })

  it('is refused for a portal without the app, for an open code and for a code that does not work', async () => {
    const elsewhere = await issue('nobody.example')
    const open = await world.call('issueCode', terms, owner)
    const dead = await issue()
    await world.call('revokeCode', { codeId: dead.codeId }, owner)

    expect(elsewhere.canNotify).toBe(false)
    expect(open.canNotify).toBe(false)
    expect(await send(elsewhere.codeId, elsewhere.code)).toMatchObject({ code: 'cannot_notify' })
    expect(await send(open.view.codeId, open.code)).toMatchObject({ code: 'cannot_notify' })
    expect(await send(dead.codeId, dead.code)).toMatchObject({ code: 'code_revoked' })
  })

  it('is not offered where the client wants no notifications of connections', async () => {
    const settings = { language: 'ru', notices: { answers: true, connection: false } } as const
    await world.call('saveSettings', settings, admin)
    const { code, codeId, canNotify } = await issue()
    const answer = await send(codeId, code)
    await world.call('saveSettings', { ...settings, notices: { answers: true, connection: true } }, admin)

    expect(canNotify).toBe(false)
    expect(answer).toMatchObject({ code: 'cannot_notify' })
  })

  it('a portal gets no more than three a day from one desk', async () => {
    await forgetSendings()
    const outcomes: string[] = []
    const codeIds: string[] = []
    for (let i = 0; i < 4; i++) {
      const { code, view } = await world.call('issueCode', { ...terms, portal: client().domain }, owner)
      const answer = await send(view.codeId, code)
      outcomes.push(answer.ok ? 'sent' : answer.code)
      if (answer.ok) codeIds.push(view.codeId)
    }
    for (const codeId of codeIds) await arrived(codeId, 2)

    expect(outcomes).toEqual(['sent', 'sent', 'sent', 'notified_too_often'])
  })
})

function sentCalls(code: string): number {
  return world.sandbox
    .requests('client', 'im.notify.system.add')
    .filter(({ status, params }) => status === 200 && JSON.stringify(params['MESSAGE']).includes(code)).length
}

describe('C2 while the notification is on its way', () => {
  const away = { method: 'im.notify.system.add', status: 500, error: 'INTERNAL_SERVER_ERROR', times: 1000 }

  it('no table has the code in plain, the queue of jobs neither', async () => {
    world.sandbox.inject.failure('client', away)
    const { code, codeId } = await issue()
    await send(codeId, code)
    const failures: unknown[] = []
    await eventually(async () => {
      failures.push(...world.takeErrors())
      expect(JSON.stringify(failures)).toContain('noticeCode')
    })
    const stored = await everythingStored()
    const hasJob = stored.includes(codeId) && stored.includes('sealedCode')
    world.sandbox.inject.clear()
    await world.store.db.deleteFrom('support_codes').where('code_id', '=', codeId).execute()

    expect(hasJob).toBe(true)
    for (const secret of [code, code.replaceAll('-', ''), code.slice(0, 9)]) expect(stored).not.toContain(secret)
  })

  it('a code that was revoked, expired or used meanwhile is not sent any more', async () => {
    const { code, codeId } = await issue()
    const sealedCode = secrets.seal(code)
    await world.call('revokeCode', { codeId }, owner)
    await world.store.db
      .updateTable('support_codes')
      .set({ sent_at: new Date(), sent_by: 'Виктор' })
      .where('code_id', '=', codeId)
      .execute()

    await jobs.noticeCode.run({ codeId, sealedCode })

    expect(bell(codeId)).toEqual([])
    expect((await viewOf(codeId))?.sent?.people).toBe(0)
  })

  it('a portal that is away for a moment is told later, each admin once', async () => {
    const { code, codeId } = await issue()
    const job = () => jobs.noticeCode.run({ codeId, sealedCode: secrets.seal(code) })
    world.sandbox.inject.failure('client', away)
    await expect(job()).rejects.toMatchObject({ code: 'portal_unreachable' })
    world.sandbox.inject.clear()

    await job()
    await job()

    expect(sentCalls(code)).toBe(2)
  })
})

async function everythingStored(): Promise<string> {
  const tables = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`.execute(world.store.db)
  const lines: string[] = []
  for (const { schema, name } of tables.rows) {
    const { rows } = await sql<{
      line: string
    }>`select t::text as line from ${sql.table(`${schema}.${name}`)} t`.execute(world.store.db)
    lines.push(...rows.map(({ line }) => line))
  }
  return lines.join('\n')
}
