import { person } from '#test/portal/people.ts'
import { describe, expect, it } from 'vitest'
import { callRest, useSandbox } from './portalCalls.ts'

const rig = useSandbox()

function admin() {
  const { client } = rig.sandbox.portals
  return { origin: client.origin, auth: rig.sandbox.issueToken('client', client.users.admin.id).accessToken }
}

describe('the REST of a sandbox portal', () => {
  it('answers with the time block that the SDK needs', async () => {
    const { origin, auth } = admin()

    const { status, body } = await callRest(origin, 'profile', { auth })

    expect(status).toBe(200)
    expect(body).toMatchObject({ result: { ID: '1', ADMIN: true, NAME: 'Марина' }, time: { operating: 0 } })
  })

  it.each(['/rest/profile', '/rest//profile', '/rest/profile.json', '/rest/PROFILE?bx24_sdk_ver=2.2.0'])(
    'understands the address %s',
    async (path) => {
      const { origin, auth } = admin()

      const answer = await fetch(`${origin}${path}`, { method: 'POST', body: new URLSearchParams({ auth }) })

      expect(answer.status).toBe(200)
    },
  )

  it('takes the token from the query, a multipart body or the header', async () => {
    const { origin, auth } = admin()
    const form = new FormData()
    form.set('auth', auth)

    const answers = await Promise.all([
      fetch(`${origin}/rest/user.admin?auth=${auth}`),
      fetch(`${origin}/rest/user.admin`, { method: 'POST', body: form }),
      fetch(`${origin}/rest/user.admin`, { headers: { authorization: `Bearer ${auth}` } }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('answers a preflight with nothing but the permission', async () => {
    const answer = await fetch(`${rig.sandbox.portals.client.origin}/rest/profile`, { method: 'OPTIONS' })

    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.text()).toBe('')
  })

  it('names the file to edit when it does not know a method', async () => {
    const { origin, auth } = admin()

    const { status, body } = await callRest(origin, 'disk.folder.get', { auth })

    expect(status).toBe(404)
    expect(body).toMatchObject({
      error: 'ERROR_METHOD_NOT_FOUND',
      error_description: expect.stringContaining('test/portal/methods.ts'),
    })
  })

  it('refuses no token, a made-up one and one of another portal', async () => {
    const { origin } = admin()
    const foreign = rig.sandbox.issueToken('partner', 1).accessToken

    const answers = await Promise.all(
      [{}, { auth: 'made-up' }, { auth: foreign }].map((params) => callRest(origin, 'profile', params)),
    )

    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [401, expect.objectContaining({ error: 'NO_AUTH_FOUND' })],
      [401, expect.objectContaining({ error: 'invalid_token' })],
      [401, expect.objectContaining({ error: 'invalid_token' })],
    ])
  })

  it('shows contacts only where the scope shows them', async () => {
    const { origin, auth } = admin()
    const brief = await callRest(origin, 'user.current', { auth })
    rig.sandbox.setScopes('client', ['user_basic'])

    const basic = await callRest(origin, 'user.current', { auth })
    rig.sandbox.setScopes('client', ['placement', 'im', 'imbot', 'user_brief'])

    expect(brief.body).not.toHaveProperty('result.EMAIL')
    expect(basic.body).toHaveProperty('result.EMAIL')
  })

  it('refuses a method whose scope is missing', async () => {
    const { origin, auth } = admin()
    rig.sandbox.setScopes('client', ['user_brief'])

    const { status, body } = await callRest(origin, 'im.notify.system.add', { auth, USER_ID: 1, MESSAGE: 'x' })
    rig.sandbox.setScopes('client', ['placement', 'im', 'imbot', 'user_brief'])

    expect({ status, body }).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } })
  })

  it.each([
    [{ ID: 3 }, ['3']],
    [{ ID: ['1', '4'] }, ['1', '4']],
    [{ NAME: 'олег' }, ['2']],
    [{ NAME: '%ар%' }, ['1']],
    [{ FIND: 'зуева наталья' }, ['4']],
    [{ USER_TYPE: 'extranet' }, ['5']],
    [{ ACTIVE: false }, []],
  ])('finds users by %j', async (filter, ids) => {
    const { origin, auth } = admin()

    const { body } = await callRest(origin, 'user.get', { auth, filter })

    expect(body).toMatchObject({ result: ids.map((ID) => ({ ID })), total: ids.length })
  })

  it('lists users by fifty', async () => {
    const users = Object.fromEntries(
      Array.from({ length: 61 }, (_, index) => [
        `user${index}`,
        person(index + 1, `Имя${index} Фамилия`, { isAdmin: true }),
      ]),
    )
    const { origin } = await rig.sandbox.addPortal({ key: 'crowd', title: 'Завод', users })
    const auth = rig.sandbox.issueToken('crowd', 1).accessToken

    const first = await callRest(origin, 'user.get', { auth })
    const second = await callRest(origin, 'user.get', { auth, start: 50 })

    expect(first.body).toMatchObject({ total: 61, next: 50 })
    expect(second.body).not.toHaveProperty('next')
    expect(second.body).toHaveProperty('result.length', 11)
  })

  it('replaces a notification by the next one with its tag', async () => {
    const { origin, auth } = admin()

    for (const MESSAGE of ['first', 'second']) {
      await callRest(origin, 'im.notify.system.add', { auth, USER_ID: 2, MESSAGE, TAG: 'ticket 1' })
    }
    await callRest(origin, 'im.notify.personal.add', { auth, USER_ID: 2, MESSAGE: 'untagged' })

    expect(rig.sandbox.notifications('client', 2).map(({ message }) => message)).toEqual(['second', 'untagged'])
  })

  it('binds a placement once and lets only admins do it', async () => {
    const { origin, auth } = admin()
    const employee = rig.sandbox.issueToken('client', 4).accessToken
    const bare = { PLACEMENT: 'IM_SIDEBAR', HANDLER: 'https://app.example/sidebar' }
    const binding = { ...bare, OPTIONS: { iconName: 'fa-star' } }

    const answers = [
      await callRest(origin, 'placement.bind', { auth: employee, ...binding }),
      await callRest(origin, 'placement.bind', { auth, ...bare }),
      await callRest(origin, 'placement.bind', { auth, ...binding }),
      await callRest(origin, 'placement.bind', { auth, ...binding }),
      await callRest(origin, 'placement.bind', { auth, ...binding, PLACEMENT: 'CRM_COMPANY_DETAIL_TAB' }),
      await callRest(origin, 'placement.unbind', { auth, ...binding }),
    ]

    expect(answers.map(({ body }) => body)).toMatchObject([
      { error: 'ACCESS_DENIED' },
      { error: 'ERROR_ARGUMENT' },
      { result: true },
      { error: 'ERROR_CORE' },
      { error: 'ERROR_PLACEMENT_NOT_FOUND' },
      { result: { count: 1 } },
    ])
  })

  it('answers a renamed portal at its old address with 302', async () => {
    const users = { owner: person(1, 'Анна Белкина', { isAdmin: true }) }
    const portal = await rig.sandbox.addPortal({ key: 'renamed', title: 'Сова', users })
    const old = portal.origin

    await rig.sandbox.renamePortal('renamed')
    const answer = await fetch(`${old}/rest/profile?auth=x`, { redirect: 'manual' })

    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(`${portal.origin}/rest/profile?auth=x`)
    expect(portal.origin).not.toBe(old)
  })

  it('fails on demand, as often as asked', async () => {
    const { origin, auth } = admin()
    rig.sandbox.inject.queryLimit('client', 2)
    rig.sandbox.inject.failure('client', { method: 'profile', status: 500, error: 'INTERNAL_SERVER_ERROR' })

    const statuses = []
    for (const method of ['user.admin', 'user.admin', 'user.admin', 'profile', 'profile']) {
      statuses.push((await callRest(origin, method, { auth })).status)
    }

    expect(statuses).toEqual([503, 503, 200, 500, 200])
  })

  it.each([
    ['free', { LICENSE: 'ru_project', LICENSE_FAMILY: 'project' }],
    ['ent', { LICENSE: 'ru_ent250', LICENSE_FAMILY: 'ent' }],
    ['demo', { LICENSE: 'ru_demo', LICENSE_PREVIOUS: 'ru_project' }],
  ] as const)('tells the tariff %s', async (preset, told) => {
    const { origin, auth } = admin()

    rig.sandbox.setTariff('client', preset)

    expect((await callRest(origin, 'app.info', { auth })).body).toMatchObject({ result: told })
  })

  it('tells no edition of a box and refuses REST where the tariff has none', async () => {
    const { origin, auth } = admin()
    rig.sandbox.setTariff('client', 'box')
    const box = await callRest(origin, 'app.info', { auth })
    rig.sandbox.setTariff('client', 'closed')

    const closed = await callRest(origin, 'app.info', { auth })
    rig.sandbox.setTariff('client', 'pro')

    expect(box.body).not.toHaveProperty('result.LICENSE_FAMILY')
    expect(closed).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED' } })
  })
})

describe('batch', () => {
  it('feeds earlier results into later calls and keeps errors apart', async () => {
    const { origin, auth } = admin()
    const cmd = {
      found: 'user.get?FILTER[FIND]=Зуева',
      same: 'user.get?FILTER[ID]=$result[found][0][ID]',
      wrong: 'nothing.like.this',
      nested: 'batch?cmd[a]=profile',
    }

    const { status, body } = await callRest(origin, 'batch', { auth, halt: 0, cmd })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      result: {
        result: { found: [{ ID: '4' }], same: [{ ID: '4' }] },
        result_error: {
          wrong: { error: 'ERROR_METHOD_NOT_FOUND' },
          nested: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' },
        },
        result_total: { found: 1, same: 1 },
        // an empty map is an empty list in PHP
        result_next: [],
      },
    })
  })

  it('stops at the first error when told to halt', async () => {
    const { origin, auth } = admin()

    const { body } = await callRest(origin, 'batch', { auth, halt: 1, cmd: ['user.admin', 'nothing', 'profile'] })

    expect(body).toMatchObject({
      result: { result: [true], result_error: { 1: { error: 'ERROR_METHOD_NOT_FOUND' } } },
    })
  })

  it('takes fifty calls and refuses one more', async () => {
    const { origin, auth } = admin()
    const calls = (length: number) => ({ auth, cmd: Array.from({ length }, () => 'user.admin') })

    const fifty = await callRest(origin, 'batch', calls(50))
    const more = await callRest(origin, 'batch', calls(51))

    expect(fifty.status).toBe(200)
    expect(more).toMatchObject({ status: 400, body: { error: 'ERROR_BATCH_LENGTH_EXCEEDED' } })
  })
})
