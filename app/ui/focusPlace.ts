/** Where the focus was, so that it finds its way back even if that element has gone meanwhile. */
export interface FocusPlace {
  /** From the element outwards to the page's main part; `inner` is where in each the one before stood. */
  way: { element: Element; inner: number | null }[]
  /** Where the focus was before the dialog was opened that this place lies in. */
  behind: FocusPlace | null
}

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]'
/** What Tab stops at, as far as that can be told without a look at the styles. */
const reachable = `:is(${focusable}):not([tabindex="-1"])`

export function focusableAround(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(focusable) : null
}

export function placeOf(element: Element | null, behind: FocusPlace | null): FocusPlace {
  const way: FocusPlace['way'] = []
  let inner: number | null = null
  let at = element === null ? null : openerOf(element)
  while (at !== null && !at.matches('main, body')) {
    way.push({ element: at, inner })
    inner = Array.from(at.parentElement?.children ?? []).indexOf(at)
    at = at.parentElement
  }
  return { way, behind }
}

/** To the element itself, else to what is next to where it stood, else to where the focus was before that, else to the heading. */
export function focusBack({ way, behind }: FocusPlace): void {
  if (way.some(({ element, inner }) => isThere(element) && focusNear(element, inner))) return
  if (behind !== null) return focusBack(behind)
  for (const heading of ['h1', 'main']) if (Array.from(document.querySelectorAll(heading)).some(focusHeading)) return
}

/** A menu goes with the click on one of its lines: what stays is the button that it is named after. */
function openerOf(element: Element): Element {
  const named = element.closest('[role=menu]')?.getAttribute('aria-labelledby') ?? ''
  return document.getElementById(named) ?? element
}

function isThere(element: Element): boolean {
  return element.isConnected && element.closest('[role=dialog][data-state=closed]') === null
}

function focusNear(element: Element, inner: number | null): boolean {
  if (inner === null) return takesFocus(element)
  const children = Array.from(element.children)
  return [...children.slice(inner), ...children.slice(0, inner).toReversed()]
    .flatMap((child) => [child, ...child.querySelectorAll(reachable)])
    .some((candidate) => candidate.matches(reachable) && takesFocus(candidate, { preventScroll: true }))
}

/** Whether it is hidden or disabled the browser knows best. */
function takesFocus(element: Element, options: FocusOptions = {}): boolean {
  if (element instanceof HTMLElement) element.focus(options)
  return document.activeElement === element
}

/** A heading is no stop on the way of Tab: only this once it is one. */
function focusHeading(heading: Element): boolean {
  if (!heading.hasAttribute('tabindex')) {
    heading.setAttribute('tabindex', '-1')
    heading.addEventListener('blur', () => heading.removeAttribute('tabindex'), { once: true })
  }
  return takesFocus(heading, { preventScroll: true })
}
