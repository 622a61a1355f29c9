import { callRest } from '#test/server/portal/portalCalls.ts'
import type { Probe } from '#test/portal/probe.ts'
import { startProbe } from '#test/portal/probe.ts'
import type { Sandbox } from '#test/portal/sandbox.ts'
import { startSandbox } from '#test/portal/sandbox.ts'
import type { Browser, Frame, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { frameOfApplication, listenTo, sidOf, toldAt, type Heard } from './support/sdkFrame.ts'

const script = `window.portal = await B24Js.initializeB24Frame(); document.body.dataset.ready = 'yes'`

const rig: { browser?: Browser } = {}
let application: Probe
let sandbox: Sandbox
let page: Page
let heard: Heard[]

beforeAll(async () => {
  rig.browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
})

afterAll(() => rig.browser?.close())

beforeEach(async () => {
  if (!rig.browser) throw new Error('There is no browser')
  application = await startProbe(script)
  sandbox = await startSandbox({ appUrl: application.origin, clientId: 'app.0123456789abcd.7', clientSecret: 'secret' })
  page = await rig.browser.newPage({ viewport: { width: 1280, height: 720 } })
  heard = await listenTo(page)
})

afterEach(async () => {
  await page.close()
  await sandbox.close()
  await application.close()
})

/** Opens the installed application; messages of the opening are in `heard`. */
async function open(userId = 1, params: Record<string, string> = {}): Promise<Frame> {
  await page.goto(sandbox.portals.client.portalUrl(userId, params))
  return applicationFrame()
}

const applicationFrame = (within?: string): Promise<Frame> => frameOfApplication(page, within)
const toPortal = (): string[] => toldAt(sandbox.portals.client.origin, heard)
const toApplication = (): string[] => toldAt(application.origin, heard)

describe('the real SDK in a sandbox portal', () => {
  it('P1 the first opening replays the transcript: getInitData, setInstall, no REST', async () => {
    await sandbox.markInstalled('client')
    const frame = await open(1, { ticket: '15' })

    const sid = sidOf(frame)
    const [first = '', second = ''] = toPortal()
    const [initial = '', installed = ''] = toApplication()
    const { domain, memberId, origin } = sandbox.portals.client
    expect(await frame.evaluate('window.name')).toBe(`${domain}|0|${sid}`)
    expect(first).toMatch(new RegExp(`^getInitData:[0-9a-f-]+:${sid}$`))
    expect(second).toMatch(new RegExp(`^setInstall:{"install":true}:[0-9a-f-]+:${sid}$`))
    expect(JSON.parse(initial.slice(initial.indexOf(':') + 1))).toMatchObject({
      DOMAIN: domain,
      PROTOCOL: 0,
      PATH: '/rest',
      MEMBER_ID: memberId,
      FIRST_RUN: true,
      IS_ADMIN: true,
      INSTALL: false,
      PLACEMENT: 'DEFAULT',
      PLACEMENT_OPTIONS: { ticket: '15' },
    })
    expect(installed).toMatch(/^[0-9a-f-]+:{"result":true}$/)
    expect(heard.every(({ from }) => from === origin || from === application.origin)).toBe(true)
    expect(sandbox.requests('client')).toEqual([])
    const frameTag = await page.locator(`#appframe_${sid}`).evaluate((element) => element.outerHTML)
    expect(frameTag).toContain('allow="geolocation *; microphone *; camera *; autoplay *"')
    expect(frameTag).not.toMatch(/sandbox=|src=/)
  })

  it('P1 the second opening by the same user has no setInstall', async () => {
    await sandbox.markInstalled('client')
    await open()
    heard.length = 0

    await open()

    expect(toPortal()).toHaveLength(1)
  })

  it('P1 expired_token makes one refreshAuth and a repeat with the same request id', async () => {
    await sandbox.markInstalled('client')
    const frame = await open()
    sandbox.inject.expireTokens('client')
    heard.length = 0

    const name = await frame.evaluate(
      `portal.actions.v2.call.make({ method: 'profile' }).then((answer) => answer.getData().result.NAME)`,
    )

    const requests = sandbox.requests('client', 'profile')
    expect(name).toBe('Марина')
    expect(requests.map(({ status, error }) => [status, error])).toEqual([
      [401, 'expired_token'],
      [200, undefined],
    ])
    expect(requests[0]?.requestId).not.toBe('')
    expect(requests[1]?.requestId).toBe(requests[0]?.requestId)
    expect(toPortal()).toEqual([expect.stringMatching(new RegExp(`^refreshAuth:[0-9a-f-]+:${sidOf(frame)}$`))])
    expect(toApplication()).toEqual([
      expect.stringMatching(/:{"AUTH_ID":"\w+","AUTH_EXPIRES":"3600","REFRESH_ID":"\w+"}$/),
    ])
  })

  it('P1 setInstallFinish is never answered: the portal marks the application installed and reloads', async () => {
    await page.goto(sandbox.portals.client.origin)
    await page.getByRole('main').getByRole('button', { name: 'Установить приложение' }).click()
    const installer = await applicationFrame()
    const isInstaller = await installer.evaluate('portal.isInstallMode')
    const { path } = application.arrivals.at(-1) ?? {}
    heard.length = 0

    await Promise.all([
      page.waitForURL(/install_finished=Y/),
      installer.evaluate('void portal.installFinish().catch(() => {})'),
    ])
    const frame = await applicationFrame()
    await sandbox.settled()

    const key = /^setInstallFinish:([0-9a-f-]+):/.exec(toPortal()[0] ?? '')?.[1] ?? 'none'
    expect({ isInstaller, path }).toEqual({ isInstaller: true, path: '/install' })
    expect(key).not.toBe('none')
    expect(toApplication().filter((message) => message.startsWith(key))).toEqual([])
    expect(await frame.evaluate('portal.isInstallMode')).toBe(false)
    expect(sandbox.deliveries('client')).toMatchObject([{ event: 'ONAPPINSTALL', status: 200 }])
    expect(application.arrivals.map((arrival) => arrival.path)).toContain('/app')
  })

  it('P1 a person without rights gets the portal’s own message while the wizard is open', async () => {
    sandbox.openForm('client', 1)

    await page.goto(sandbox.portals.client.portalUrl(sandbox.portals.client.users.employee.id))

    await page.getByText('Приложение установлено не полностью').waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
  })

  it('P2 openApplication opens a slider with a frame of its own, answered when Escape closes it', async () => {
    await sandbox.markInstalled('client')
    const frame = await open()
    await frame.evaluate(
      `window.sliderIs = 'open'; void portal.slider.openSliderAppPage({ bx24_width: 700, bx24_title: 'Настройки', page: 'settings', id: 7 })
        .then(() => { window.sliderIs = 'closed' })`,
    )
    const inner = await applicationFrame('.slider')
    const options = await inner.evaluate('portal.placement.options')
    const before = await frame.evaluate('window.sliderIs')

    await page.getByRole('button', { name: 'Закрыть', exact: true }).focus()
    await page.keyboard.press('Escape')
    await frame.waitForFunction(`window.sliderIs === 'closed'`)

    expect(sidOf(inner)).not.toBe(sidOf(frame))
    expect(options).toMatchObject({ page: 'settings', id: '7', IFRAME: 'Y' })
    expect(options).not.toHaveProperty('bx24_width')
    expect(before).toBe('open')
    expect(await page.locator('.slider').count()).toBe(0)
  })

  it('P2 closeApplication closes the slider that it was called in', async () => {
    await sandbox.markInstalled('client')
    const frame = await open()
    await frame.evaluate(`void portal.slider.openSliderAppPage({ page: 'x' })`)
    const inner = await applicationFrame('.slider')

    await inner.evaluate('void portal.slider.closeSliderAppPage().catch(() => {})')

    await page.waitForSelector('.slider', { state: 'detached' })
    expect(frame.isDetached()).toBe(false)
  })

  it('P2 a link in a notification opens the handler of REST_APP_URI with its parameters', async () => {
    await sandbox.markInstalled('client')
    const { client } = sandbox.portals
    const auth = sandbox.issueToken('client', 1).accessToken
    const handler = `${application.origin}/app`
    await callRest(client.origin, 'placement.bind', { auth, PLACEMENT: 'REST_APP_URI', HANDLER: handler })
    const link = client.deepLink({ ticket: '15' }).replace(client.origin, '')
    const MESSAGE = `Ответ [url=${link}]Открыть обращение[/url]`
    await callRest(client.origin, 'im.notify.system.add', { auth, USER_ID: 4, MESSAGE })

    await page.goto(`${client.origin}/?user=4`)
    await page.locator('.bell .count:not([hidden])').waitFor()
    await page.getByRole('button', { name: 'Уведомления' }).click()
    await page.getByRole('link', { name: 'Открыть обращение' }).click()
    const frame = await applicationFrame('.slider')

    const told = await frame.evaluate('({ title: portal.placement.title, options: portal.placement.options })')
    expect(told).toMatchObject({ title: 'REST_APP_URI', options: { ticket: '15', URI: expect.any(String) } })
  })

  it('P2 selectUsers shows the portal’s people and returns the chosen ones', async () => {
    await sandbox.markInstalled('client')
    const frame = await open()
    await frame.evaluate('void portal.dialog.selectUsers().then((users) => { window.chosen = users })')

    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('ахмет')
    await dialog.getByRole('button', { name: 'Тимур Ахметшин' }).click()
    await dialog.getByRole('button', { name: 'Выбрать' }).click()

    await frame.waitForFunction('window.chosen !== undefined')
    expect(await frame.evaluate('window.chosen')).toMatchObject([{ id: '3', name: 'Тимур Ахметшин' }])
  })

  it('P1 the portal changes its title, and leaves unanswered what it denies or does not know', async () => {
    await sandbox.markInstalled('client')
    const frame = await open(sandbox.portals.client.users.employee.id)
    heard.length = 0

    await frame.evaluate(`portal.parent.setTitle('Обращения')`)
    const [, unknown] = await Promise.all([
      frame.evaluate(`portal.options.appSet('colour', 'blue')`),
      frame.evaluate(`portal.parent.message.send('noSuchCommand', { isSafely: true })`),
    ])

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Обращения')
    expect(unknown).toEqual({ isSafely: true })
    expect(toPortal()).toHaveLength(3)
    expect(toApplication()).toHaveLength(1)
  })

  it('P1 the portal ignores a wrong APP_SID and another origin', async () => {
    await sandbox.markInstalled('client')
    const frame = await open()
    heard.length = 0

    await frame.evaluate(`parent.postMessage('getInitData:wrong:${'0'.repeat(32)}', '*')`)
    await page.evaluate(`postMessage('getInitData:stranger:${sidOf(frame)}', '*')`)
    // control: the same message with the right sid from the right window is answered
    await frame.evaluate(`parent.postMessage('getInitData:right:${sidOf(frame)}', '*')`)
    await expect.poll(() => toApplication().length).toBeGreaterThan(0)

    expect(toPortal()).toHaveLength(3)
    expect(toApplication()).toEqual([expect.stringMatching(/^right:{/)])
  })

  it('P2 the frame fills the work area; asked for more height, the work area scrolls and nothing else', async () => {
    await sandbox.markInstalled('client')
    const frame = await open()
    const overflow = `[document.documentElement.scrollHeight - innerHeight, document.querySelector('.work').scrollHeight
      - document.querySelector('.work').clientHeight, document.querySelector('.work iframe').clientHeight]`
    const before = await page.evaluate(overflow)

    await frame.evaluate(`document.body.style.height = '2000px'; portal.parent.fitWindow()`)

    expect(before).toEqual([0, 0, expect.any(Number)])
    expect(await page.evaluate(overflow)).toEqual([0, expect.any(Number), expect.any(Number)])
    expect(await frame.evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0)
    expect(await page.evaluate(`document.querySelector('.work iframe').clientHeight`)).toBeGreaterThanOrEqual(2000)
  })

  it('P3 switching the user, the tariff and the language shows at once', async () => {
    await sandbox.markInstalled('client')
    const { client } = sandbox.portals
    await open()

    await page.getByLabel('Сменить пользователя').click()
    await page.getByRole('link', { name: 'Наталья Зуева' }).click()
    await page.waitForURL(/user=4/)
    await page.getByRole('button', { name: 'Управление песочницей' }).click()
    await Promise.all([page.waitForEvent('load'), page.getByLabel('Тариф портала').selectOption('ent')])
    await page.getByRole('button', { name: 'Управление песочницей', expanded: false }).click()
    await Promise.all([page.waitForEvent('load'), page.getByLabel('Язык').selectOption('en')])
    await page.getByRole('button', { name: 'Sandbox controls' }).waitFor()

    const auth = sandbox.issueToken('client', 4).accessToken
    expect((await callRest(client.origin, 'app.info', { auth })).body).toMatchObject({
      result: { LICENSE: 'ru_ent250', LANGUAGE_ID: 'en' },
    })
    await expect.poll(() => application.arrivals.at(-1)?.query['LANG']).toBe('en')
  })

  it('D7 the page is usable at 360 px and nothing overflows', async () => {
    await sandbox.markInstalled('client')
    await page.setViewportSize({ width: 360, height: 700 })
    await open()

    await page.getByRole('button', { name: 'Меню' }).click()
    await page.getByRole('link', { name: 'Сотрудники' }).click()
    await page.waitForURL(/company/)

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  })
})
