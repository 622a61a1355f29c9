import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { optionsIn } from '#server/portals/forms.adapter.ts'
import { openPage, startWorld, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.install('client', 'client')
  await world.install('partner', 'desk')
}, 60_000)
afterAll(() => world.stop())
afterEach(() => world.sandbox.inject.clear())

const ancestorsOf = (answer: Response) =>
  /frame-ancestors ([^;]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
const originOf = (portal: string) => world.sandbox.portals[portal]?.origin ?? ''
/** What the page says it is in, and for which words it asks. */
const languagesOf = (html: string) => [
  /<html lang="(\w+)"/.exec(html)?.[1],
  [...html.matchAll(/hreflang="(\w+)"/g)].map(([, language]) => language),
]
const titleOf = (html: string) => /<title>([^<]+)<\/title>/.exec(html)?.[1]

describe('§1.1 pages are opened by POST and framed by their portal alone', () => {
  it.each([
    ['client', 1],
    ['client', 4],
    ['partner', 1],
  ])('%s, user %i', async (portal, userId) => {
    const answer = await openPage(world.sandbox, portal, userId)

    expect([answer.status, ancestorsOf(answer)]).toEqual([200, originOf(portal)])
    expect(answer.headers.get('x-frame-options')).toBeNull()
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('what frames the page is the stored address, not the one in the request', async () => {
    const opening = world.sandbox.openForm('client', 1)
    const url = new URL(opening.url)
    url.searchParams.set('DOMAIN', 'evil.example')
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(opening.fields) })

    expect(ancestorsOf(answer)).toBe(originOf('client'))
  })

  it.each([
    ['ru', 'ru'],
    ['ua', 'uk'],
    ['en', 'en'],
    ['br', 'en'],
  ])('D7 opened in %s it is in %s, and asks for no other words', async (code, language) => {
    const opening = world.sandbox.openForm('client', 1)
    const url = new URL(opening.url)
    url.searchParams.set('LANG', code)
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(opening.fields) })
    const html = await answer.text()

    expect(languagesOf(html)).toEqual([language, [language]])
    expect(html).toMatch(new RegExp(`texts-client-${language}-[\\w-]{8}\\.js`))
  })

  it('D7 between the faces the page is in the language of its portal', async () => {
    const turned = await fetch(`${world.url}/settings?member_id=${world.sandbox.portals.client.memberId}`)
    const html = await turned.text()

    expect(languagesOf(html)).toEqual(['ru', ['ru']])
    expect(html).toMatch(/texts-settings-ru-/)
  })

  it('no token stands in any page', async () => {
    const opening = world.sandbox.openForm('client', 1)
    const answer = await fetch(opening.url, { method: 'POST', body: new URLSearchParams(opening.fields) })
    const written = `${await answer.text()} ${JSON.stringify([...answer.headers])}`

    const { AUTH_ID, REFRESH_ID, APPLICATION_TOKEN } = opening.fields
    for (const secret of [AUTH_ID, REFRESH_ID, APPLICATION_TOKEN]) expect(written).not.toContain(secret)
  })

  it('an unconfirmed opening gets a page without data, framed by the claimed address if that is one', async () => {
    const claims = ['x.example', 'x.example:8443', "x.example 'unsafe-inline'; script-src *", 'a\r\nset-cookie: b']
    const found = []
    for (const domain of claims) {
      const answer = await fetch(
        `${world.url}/app?${new URLSearchParams({ DOMAIN: domain, PROTOCOL: '1', LANG: 'en' })}`,
        {
          method: 'POST',
          body: new URLSearchParams({ AUTH_ID: 'guessed', member_id: world.sandbox.portals.client.memberId }),
        },
      )
      const html = await answer.text()
      found.push([
        answer.status,
        ancestorsOf(answer),
        html.includes('<script'),
        html.includes('identity_not_confirmed'),
      ])
    }

    expect(found).toEqual([
      [401, 'https://x.example', false, true],
      [401, 'https://x.example:8443', false, true],
      [401, "'none'", false, true],
      [401, "'none'", false, true],
    ])
  })

  it('the first opening by an admin shows the installer, anybody else a refusal', async () => {
    await world.sandbox.addPortal({
      key: 'fresh',
      title: 'fresh',
      users: structuredClone(world.sandbox.portals.client.users),
    })
    const employee = await openPage(world.sandbox, 'fresh', 4)
    const admin = await openPage(world.sandbox, 'fresh', 1)

    expect(employee.status).toBe(404)
    expect(await employee.text()).toContain('portal_not_installed')
    expect(admin.status).toBe(200)
    const installer = await fetch(`${world.url}/install`)
    expect(titleOf(await admin.text())).toBe(titleOf(await installer.text()))
  })

  it('a portal whose OAuth server is away for a moment still gets its page', async () => {
    world.sandbox.inject.oauthDown()
    const answer = await openPage(world.sandbox, 'client', 1)

    expect([answer.status, ancestorsOf(answer)]).toEqual([200, originOf('client')])
  })

  it.each(['/app', '/install', '/client', '/desk', '/settings'])(
    'HEAD %s answers as moderation expects',
    async (path) => {
      const answer = await fetch(`${world.url}${path}`, { method: 'HEAD' })

      expect([answer.status, ancestorsOf(answer)]).toEqual([200, "'none'"])
    },
  )

  it('turning to another face is framed by the portal that is named, an unknown one by nobody', async () => {
    const { memberId } = world.sandbox.portals.client
    const known = await fetch(`${world.url}/settings?member_id=${memberId}`)
    const unknown = await fetch(`${world.url}/settings?member_id=${'0'.repeat(32)}`)

    expect([ancestorsOf(known), ancestorsOf(unknown)]).toEqual([originOf('client'), "'none'"])
  })

  it('a name of ours that a request makes up gets no place in the policy', async () => {
    const asked = request(`${world.url}/app`, { headers: { host: "a;frame-src'self'" } })
    asked.end()
    const policy = await new Promise((resolve) => {
      asked.once('response', ({ headers }) => resolve(headers['content-security-policy']))
    })
    asked.destroy()

    expect(policy).toContain('connect-src')
    expect(policy).not.toContain('frame-src')
  })

  it('a form that is too long is read as an empty one', async () => {
    const answer = await fetch(`${world.url}/app`, { method: 'POST', body: `AUTH_ID=${'a'.repeat(100_000)}` })
    const larger = await fetch(`${world.url}/app`, { method: 'POST', body: `AUTH_ID=${'a'.repeat(600_000)}` })

    expect([answer.status, larger.status]).toEqual([401, 413])
  })
})

describe('§1.1 PLACEMENT_OPTIONS as portals really write it', () => {
  it.each([
    ['', {}],
    ['[]', {}],
    ['{}', {}],
    ['"undefined"', {}],
    ['undefined', {}],
    ['null', {}],
    ['7', {}],
    ['{"page":"settings"}', { page: 'settings' }],
  ])('%s', (text, options) => {
    expect(optionsIn(new URLSearchParams({ PLACEMENT_OPTIONS: text }))).toEqual(options)
  })

  it('left out', () => {
    expect(optionsIn(new URLSearchParams())).toEqual({})
  })
})
