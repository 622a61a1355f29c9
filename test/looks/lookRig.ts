import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Language } from '#contract/common.ts'
import { watchFor } from '#test/e2e/support/complaints.ts'
import { nothingMoves } from '#test/e2e/support/nothingMoves.ts'
import { browserOfWorker } from '#test/e2e/support/stage.ts'
import { startLookServer } from './lookServer.ts'
import { portalAround, searchOf } from './portalAround.ts'
import type { Scene } from './scene.ts'

/** One page of Chromium and what stands behind it. */
export interface Rig {
  open: (scene: Scene, language: Language) => Promise<Page>
  /** What the page did that no page may do, and what it asked that no scene had prepared. */
  takeFaults: () => string[]
  takePicture: (name: string) => Promise<string>
  /** For whoever wants to see every look with their own eyes: into the folder OPORA_PICTURES, where it is set. */
  keepPicture: (name: string) => Promise<void>
  stop: () => Promise<void>
}

const PATIENCE_MS = 40_000

/** `now` is what the page's clock says all the time. */
export async function openRig(folder: string, now: Date): Promise<Rig> {
  const [server, browser] = await Promise.all([startLookServer(folder), browserOfWorker()])
  const context = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Moscow' })
  context.setDefaultTimeout(PATIENCE_MS)
  await context.clock.setFixedTime(now)
  const complaints = watchFor(context)
  const page = await context.newPage()
  await page.addInitScript(nothingMoves)
  await page.addInitScript(portalAround)
  return {
    async open({ face, me, answers, options = {}, isInstallMode = false }, language) {
      const asRead = { ...me, language }
      const expiresAt = new Date(now.getTime() + 3_600_000).toISOString()
      const session = { openSession: () => ({ token: 'a session', expiresAt, me: asRead }), readMe: () => asRead }
      server.prepare({ ...session, ...answers })
      const search = searchOf({ options, isInstallMode, memberId: me.memberId })
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(`${server.addressOf(face, language)}?${search}`)
      return page
    },
    takeFaults() {
      const faults = [...complaints.list(), ...server.takeFaults()]
      complaints.forget()
      return faults
    },
    async takePicture(name) {
      const path = join(tmpdir(), 'opora-stories', `${fileNameOf(name).slice(0, 60)}.png`)
      await page.screenshot({ path })
      return path
    },
    async keepPicture(name) {
      const wanted = process.env['OPORA_PICTURES']
      if (wanted !== undefined) await page.screenshot({ path: join(wanted, `${fileNameOf(name)}.png`) })
    },
    async stop() {
      await context.close()
      await server.close()
    },
  }
}

const fileNameOf = (name: string): string => name.replaceAll(/[^\w-]+/g, '_')
