import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core'
import { vi } from 'vitest'
import { startWorld, type World } from '#test/support/world.ts'
import { watchFor, type Complaints } from './complaints.ts'
import { nothingMoves } from './nothingMoves.ts'

/** One person at one browser, in their portal. */
export interface Visit {
  page: Page
  /** The application inside the portal's frame. */
  app: FrameLocator
  context: BrowserContext
  complaints: Complaints
}

export interface Stage {
  world: World
  /** Opens the portal with the application as this person, in a browser of their own; `params` arrive as PLACEMENT_OPTIONS. */
  open: (portal: string, role: string, params?: Record<string, string>) => Promise<Visit>
  /** A browser that stays open from one story of the file to the next: what it has loaded once is there. */
  sameBrowser: () => Promise<Visit>
  /** What pages did that they may not do, since the last time it was asked. */
  takeComplaints: () => string[]
  closePages: () => Promise<void>
  /** What everybody sees, as pictures in the folder for temporary files: for whoever has to find out why a story failed. */
  takePictures: (name: string) => Promise<string[]>
  stop: () => Promise<void>
}

/** Generous, so that a busy machine fails no story; what has to be quick is measured where it matters. */
const PATIENCE_MS = 40_000

/** Opora and its portals on a database of this story, and a browser to visit them with. `further` stands in the servers' environment. */
export async function setStage(further: Record<string, string> = {}): Promise<Stage> {
  const [world, browser] = await Promise.all([startWorld(undefined, null, undefined, further), browserOfWorker()])
  const visits: Visit[] = []
  let same: Visit | undefined
  const openBrowser = async (): Promise<Visit> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'ru-RU',
      timezoneId: 'Europe/Moscow',
    })
    context.setDefaultTimeout(PATIENCE_MS)
    await context.addInitScript(nothingMoves)
    if (vi.isFakeTimers()) await context.addInitScript(shiftDate, Date.now() - trueNow())
    const complaints = watchFor(context)
    const page = await context.newPage()
    const visit = { page, context, complaints, app: applicationIn(page) }
    return visit
  }
  const everybody = (): Visit[] => (same === undefined ? visits : [...visits, same])
  return {
    world,
    sameBrowser: async () => (same ??= await openBrowser()),
    async open(portal, role, params = {}) {
      const visit = await openBrowser()
      visits.push(visit)
      await visit.page.goto(addressOf(world, portal, role, params))
      return visit
    },
    takeComplaints: () => everybody().flatMap(({ complaints }) => complaints.list()),
    async closePages() {
      same?.complaints.forget()
      await Promise.all(visits.splice(0).map(({ context }) => context.close()))
    },
    takePictures: (name) =>
      Promise.all(
        everybody()
          .filter(({ page }) => !page.isClosed())
          .map(async ({ page }, index) => {
            const path = join(
              tmpdir(),
              'opora-stories',
              `${name.replaceAll(/[^\w-]+/g, '_').slice(0, 60)}-${index}.png`,
            )
            await page.screenshot({ path })
            return path
          }),
      ),
    async stop() {
      await Promise.all(everybody().map(({ context }) => context.close()))
      await world.stop()
    },
  }
}

/** In each of its documents: whoever opens a page while the servers' clock is moved has the same day as they. */
function shiftDate(milliseconds: number): void {
  const RealDate = Date
  const now = () => RealDate.now() + milliseconds
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

function trueNow(): number {
  return Math.round(performance.timeOrigin + performance.now())
}

export function addressOf(world: World, portal: string, role: string, params: Record<string, string> = {}): string {
  const found = world.sandbox.portals[portal]
  return found?.portalUrl(idOf(world, portal, role), params) ?? ''
}

export function idOf({ sandbox }: World, portal: string, role: string): number {
  const user = sandbox.portals[portal]?.users[role]
  if (user === undefined) throw new Error(`The portal ${portal} has nobody who is ${role}`)
  return user.id
}

/** The name of a person as pages show it. */
export function nameOf({ sandbox }: World, portal: string, role: string): string {
  const user = sandbox.portals[portal]?.users[role]
  return `${user?.name} ${user?.lastName}`
}

export function applicationIn(page: Page): FrameLocator {
  return page.frameLocator('.below iframe[name*="|"]')
}

/** Pages that learn of something by themselves: nobody reloads them. */
export async function allShown(locators: Locator[]): Promise<void> {
  await Promise.all(locators.map((locator) => locator.waitFor()))
}

const launched: { browser?: Promise<Browser> } = {}

/** One for all files of a worker: it ends with its process. Whoever visits has a context of their own. */
export function browserOfWorker(): Promise<Browser> {
  launched.browser ??= launchBrowser()
  return launched.browser
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Pages live for seconds: what they run is interpreted sooner than it is optimised. A process in reserve is never used.
      '--js-flags=--no-opt',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.*',
      // Replaces the driver's own list, which switches storage partitioning off: then a frame of another site has no storage.
      '--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch,SpareRendererForSitePerProcess',
    ],
  })
}
