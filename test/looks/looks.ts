import { afterAll, afterEach, beforeAll, expect, inject, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { languages, type Language } from '#contract/common.ts'
import { foreignWords } from '#test/e2e/support/foreignWords.ts'
import { inspectFrame, type Findings } from '#test/e2e/support/inspect.ts'
import { openRig, type Rig } from './lookRig.ts'
import type { Scene } from './scene.ts'

/** What a look finds: everything has to be empty. */
type Look = Findings & { foreign: string[]; broken: string[] }
type Theme = 'light' | 'dark'
interface Way {
  language: Language
  width: number
  theme: Theme
}

/** Instants in the factories are around this one. */
const now = new Date('2026-11-22T09:00:00.000Z')

interface Looks {
  inspectScene: (scene: Scene) => Promise<void>
  /** Of the scenes so far; those that nobody takes fail the test. */
  takeFaults: () => string[]
}

/** One page of Chromium for the scenes of a file. */
export function useLooks(ownNames: readonly string[]): Looks {
  const held: { rig?: Rig } = {}
  const present = (): Rig => {
    if (held.rig === undefined) throw new Error('There is no page')
    return held.rig
  }
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    held.rig = await openRig(inject('builtForLooks'), now)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error('Picture:', await present().takePicture(task.name))
    expect(present().takeFaults()).toEqual([])
  })
  afterAll(async () => {
    await held.rig?.stop()
    vi.useRealTimers()
  })
  return {
    inspectScene: (scene) => inspectScene(present(), scene, ownNames),
    takeFaults: () => present().takeFaults(),
  }
}

/** Opens the scene once, turns it over where it is, and says what is wrong with each look. */
async function inspectScene(rig: Rig, scene: Scene, ownNames: readonly string[]): Promise<void> {
  const ways = waysOf(scene)
  const [{ language }] = ways
  const page = await rig.open(scene, language)
  await scene.reach(page, language)
  const opened = await dialogsIn(page)
  const found: Record<string, Look> = {}
  for (const way of ways) {
    await turn(page, way)
    const name = `${way.language}, ${way.width} px, ${way.theme}`
    found[name] = await look(page, way, ownNames)
    if (way.width === 360) found[name].broken.push(...(await tooHigh(page, scene.mostHead ?? Infinity)))
    const left = await dialogsIn(page)
    if (left < opened) found[name].broken.push(`${opened} dialogs were opened, ${left} are left`)
    await rig.keepPicture(`${scene.face} ${scene.title}, ${name}`)
  }
  const nothing: Look = { barriers: [], overflow: [], rawTexts: [], foreign: [], broken: [] }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, nothing])))
}

/**
 * Every language in both widths, every language in both themes, every theme in both widths: six looks have every pair of the
 * twelve, and a fault that takes three at once is not known. Scenes begin now with one language and theme, now with another.
 */
function waysOf({ title }: Scene): [Way, ...Way[]] {
  const themeOf = (number: number): Theme => ((title.length + number) % 2 === 0 ? 'light' : 'dark')
  const [first = 'ru', ...others] = [...languages, ...languages].slice(title.length % 3).slice(0, 3)
  return [
    { language: first, width: 1280, theme: themeOf(0) },
    { language: first, width: 360, theme: themeOf(1) },
    ...others.flatMap((language, index) => [
      { language, width: 360, theme: themeOf(index) },
      { language, width: 1280, theme: themeOf(index + 1) },
    ]),
  ]
}

async function turn(page: Page, { language, width, theme }: Way): Promise<void> {
  await page.evaluate(`switchLanguage('${language}').then(() => {
    // The kit names a control by its label once, when it is mounted: as if it were mounted now.
    for (const one of document.querySelectorAll('[aria-label][id]')) {
      const label = document.querySelector('label[for="' + one.id + '"]')
      if (label !== null) one.setAttribute('aria-label', label.innerText)
    }
  })`)
  await page.emulateMedia({ colorScheme: theme })
  await page.setViewportSize({ width, height: 800 })
  // The page hears of it by an event; one that does not is told of by the look.
  await page
    .locator(`html.${theme}`)
    .waitFor({ state: 'attached', timeout: 5000 })
    .catch(() => undefined)
}

async function look(page: Page, way: Way, ownNames: readonly string[]): Promise<Look> {
  const { words, ...findings } = await inspectFrame(page.mainFrame())
  return { ...findings, foreign: foreignWords(words, way.language, ownNames), broken: await brokenIn(page, way) }
}

/** Whoever turns a phone, or draws a window narrower, goes on in the dialog that is open. */
function dialogsIn(page: Page): Promise<number> {
  return page.locator('[role=dialog]').count()
}

/** On a phone each line above the conversation is one of it less. */
async function tooHigh(page: Page, most: number): Promise<string[]> {
  if (most === Infinity) return []
  const height: number = await page.evaluate(`(() => {
    const log = document.querySelector('[role=log]')
    return log.getBoundingClientRect().top - log.closest('section').getBoundingClientRect().top
  })()`)
  return height <= most ? [] : [`the head takes ${height} px`]
}

/** An empty page has no barriers either: is it there, in its styles, in this theme and in this language? */
async function brokenIn(page: Page, { language, theme }: Way): Promise<string[]> {
  const seen: Record<string, unknown> = await page.evaluate(`({
    language: document.documentElement.lang,
    theme: document.documentElement.className,
    isStyled: [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules])
      .reduce((sum, rule) => sum + (rule.cssRules?.length ?? 1), 0) > 500,
    isDark: getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((sum, part) => sum + Number(part), 0) < 384,
    hasContent: document.body.innerText.trim().length > 80,
    hasPlace: document.querySelector('main, [role=dialog]') !== null,
    hasFailed: document.querySelector('main[role=alert]') !== null,
  })`)
  const wanted = {
    language,
    theme,
    isStyled: true,
    isDark: theme === 'dark',
    hasContent: true,
    hasPlace: true,
    hasFailed: false,
  }
  return Object.entries(wanted).flatMap(([name, value]) =>
    seen[name] === value ? [] : [`${name}: ${String(seen[name])}`],
  )
}
