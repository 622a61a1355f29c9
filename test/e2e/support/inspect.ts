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
  if (!(await frame.evaluate(`'axe' in window`))) await frame.evaluate(`${axeSource}\naxe.configure({ noHtml: true })`)
  const { words, ...seen }: Omit<Findings, 'rawTexts'> & { words: string } = await frame.evaluate(look)
  return { ...seen, rawTexts: rawTextsIn(words), words }
}

/** What axe says follows from structure, but for these: colours, places, sizes, and whether a name has the words that are seen. */
const everywhere = [
  'color-contrast',
  'label-content-name-mismatch',
  'link-in-text-block',
  'scrollable-region-focusable',
  'target-size',
]

/**
 * All of the document that those rules do not ask for: elements, attributes, what is visible, where any text is. What is read
 * counts as there or empty, and ids that the kit makes are counted from the first one here: so a page that takes another language
 * or theme is the same, unless a word or an element is missing.
 */
const structure = `(() => {
  const read = /^(aria-label|aria-roledescription|aria-valuetext|title|placeholder|alt|label)$/
  const turned = /^(lang|class|style)$/
  const made = new Map()
  const counted = (value) => value.replaceAll(/\\bv-\\d+/g, (id) => made.get(id) ?? (made.set(id, 'v' + made.size), made.get(id)))
  const isThere = (text) => (text.trim() === '' ? '' : '~')
  const attributesOf = (one) => [...one.attributes].flatMap(({ name, value }) =>
    name.startsWith('data-') || (one === document.documentElement && turned.test(name))
      ? [] : [name + '=' + (read.test(name) ? isThere(value) : counted(value))])
  const write = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return isThere(node.data)
    if (node.nodeType !== Node.ELEMENT_NODE) return ''
    const seen = node.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true })
    return '<' + [node.localName, seen, ...attributesOf(node)].join(' ') + '>' + [...node.childNodes].map(write).join('') + '</>'
  }
  return innerWidth + write(document.documentElement)
})()`

/**
 * All that is seen at once. Colours are judged when nothing fades any more; code may be longer than its line: it has a scrollbar.
 * A structure without a barrier is not asked again what only structure can answer.
 */
const look = `(async () => {
  const fading = document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity)
  await Promise.all(fading.map((one) => one.finished.catch(() => {})))
  const sound = (window.soundStructures ??= new Set())
  const structure = ${structure}
  const runOnly = sound.has(structure) ? ${JSON.stringify({ type: 'rule', values: everywhere })} : ${JSON.stringify(criteria)}
  const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], selectors: false, elementRef: true })
  if (violations.length === 0) sound.add(structure)
  const pathOf = (one) => (one === null || one === document.body ? '' :
    pathOf(one.parentElement) + ' ' + one.localName + [...one.classList].slice(0, 2).map((name) => '.' + name).join(''))
  const scrolled = [...document.querySelectorAll('html, body *:not(pre, textarea, input)')].filter((one) =>
    one.scrollWidth > one.clientWidth + 1 && (one.localName === 'html' || /auto|scroll/.test(getComputedStyle(one).overflowX)))
  const sticking = [...document.querySelectorAll('button, a')].filter((one) => {
    const { right, width } = one.getBoundingClientRect()
    const holder = one.parentElement.getBoundingClientRect()
    return width > 1 && !/absolute|fixed/.test(getComputedStyle(one).position) && right > holder.right + 1
  })
  return {
    barriers: violations.flatMap(({ id, nodes }) => nodes.map(({ element, any }) => id + pathOf(element) + ' ' + (any[0]?.message ?? ''))),
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
