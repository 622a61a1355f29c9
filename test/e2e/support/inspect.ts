import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const criteria = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Everything that is read or heard: texts and the names of controls. */
const allWords = `[document.body.innerText, ...['aria-label', 'title', 'placeholder'].flatMap((name) =>
  [...document.querySelectorAll('[' + name + ']')].map((one) => one.getAttribute(name)))].join('\\n')`

/** What a page must have none of. */
export interface Findings {
  /** WCAG 2.2 AA, as far as a machine can tell. */
  barriers: string[]
  /** What can be scrolled sideways, and controls that stick out of what holds them. */
  overflow: string[]
  /** Names of texts, or of their parts, that were shown instead of the text. */
  rawTexts: string[]
}

/** The application in the portal's frame, and the portal around it. */
export async function inspect(page: Page): Promise<Findings & { words: string }> {
  const findings = await inspectFrame(await applicationFrame(page))
  const portal: string[] = await page.evaluate(
    `document.documentElement.scrollWidth <= innerWidth ? [] : ['the portal']`,
  )
  return { ...findings, overflow: [...findings.overflow, ...portal] }
}

/** The same of one document. */
export async function inspectFrame(frame: Frame): Promise<Findings & { words: string }> {
  if (!(await frame.evaluate(`'axe' in window`))) await frame.evaluate(axeSource)
  const { words, ...seen }: Omit<Findings, 'rawTexts'> & { words: string } = await frame.evaluate(look)
  return { ...seen, rawTexts: rawTextsIn(words), words }
}

/** All that is seen at once. Colours are judged when nothing fades any more; code may be longer than its line: it has a scrollbar. */
const look = `(async () => {
  const fading = document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity)
  await Promise.all(fading.map((one) => one.finished.catch(() => {})))
  const { violations } = await axe.run(document, { runOnly: ${JSON.stringify(criteria)}, resultTypes: ['violations'] })
  const scrolled = [...document.querySelectorAll('html, body *:not(pre, textarea, input)')].filter((one) =>
    one.scrollWidth > one.clientWidth + 1 && (one.localName === 'html' || /auto|scroll/.test(getComputedStyle(one).overflowX)))
  const sticking = [...document.querySelectorAll('button, a')].filter((one) => {
    const { right, width } = one.getBoundingClientRect()
    const holder = one.parentElement.getBoundingClientRect()
    return width > 1 && !/absolute|fixed/.test(getComputedStyle(one).position) && right > holder.right + 1
  })
  return {
    barriers: violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => id + ' ' + target + ' ' + (any[0]?.message ?? ''))),
    overflow: [
      ...scrolled.map((one) => one.localName + ' ' + one.className + ' ' + one.scrollWidth),
      ...sticking.map((one) => 'out of its place: ' + one.textContent),
    ],
    words: ${allWords},
  }
})()`

export async function applicationFrame(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('.below iframe[name*="|"]', { state: 'attached' })
  const frame = await element.contentFrame()
  if (frame === null) throw new Error('The frame is gone')
  return frame
}

/** camelCase or braces: no text of ours has them. */
function rawTextsIn(words: string): string[] {
  return words.match(/\b[a-z]+[A-Z]\w*|catalogue\d+\S*|(?<!\{)\{\w*\}(?!\})/g) ?? []
}
