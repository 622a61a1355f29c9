import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const criteria = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What a page in the portal's frame must have none of. */
export interface Findings {
  /** WCAG 2.2 AA, as far as a machine can tell. */
  barriers: string[]
  /** What can be scrolled sideways, and controls that stick out of what holds them. */
  overflow: string[]
  /** Names of texts, or of their parts, that were shown instead of the text. */
  rawTexts: string[]
}

export async function inspect(page: Page): Promise<Findings> {
  const frame = await applicationFrame(page)
  // Colours are judged when nothing fades any more.
  await frame.evaluate(
    'Promise.all(document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {})))',
  )
  await frame.evaluate(axeSource)
  const barriers: string[] = await frame.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(criteria)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => id + ' ' + target + ' ' + (any[0]?.message ?? ''))))`,
  )
  // Code may be longer than its line: it has a scrollbar of its own.
  const overflow: string[] =
    await frame.evaluate(`[...document.querySelectorAll('html, body *:not(pre, textarea, input)')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && (one.localName === 'html' || /auto|scroll/.test(getComputedStyle(one).overflowX)))
    .map((one) => one.localName + ' ' + one.className + ' ' + one.scrollWidth)`)
  const sticking: string[] = await frame.evaluate(`[...document.querySelectorAll('button, a')].filter((one) => {
      const { right, width } = one.getBoundingClientRect()
      const holder = one.parentElement.getBoundingClientRect()
      return width > 1 && !/absolute|fixed/.test(getComputedStyle(one).position) && right > holder.right + 1
    }).map((one) => 'out of its place: ' + one.textContent)`)
  const portal: string[] = await page.evaluate(
    `document.documentElement.scrollWidth <= innerWidth ? [] : ['the portal']`,
  )
  return { barriers, overflow: [...overflow, ...sticking, ...portal], rawTexts: rawTextsIn(await wordsOf(frame)) }
}

/** Everything that is read or heard: texts and the names of controls. */
export async function wordsOf(frame: Frame): Promise<string> {
  return frame.evaluate(`[document.body.innerText, ...['aria-label', 'title', 'placeholder'].flatMap((name) =>
    [...document.querySelectorAll('[' + name + ']')].map((one) => one.getAttribute(name)))].join('\\n')`)
}

export async function applicationFrame(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('.below iframe[name*="|"]', { state: 'attached' })
  const frame = await element.contentFrame()
  if (frame === null) throw new Error('The frame is gone')
  return frame
}

/** camelCase or braces: no text of ours has them. */
function rawTextsIn(words: string): string[] {
  return words.match(/\b[a-z]+[A-Z]\w*|catalogue\d+\S*|\{\w*\}/g) ?? []
}
