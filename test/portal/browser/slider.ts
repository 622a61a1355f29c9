import { ask, find, make, settings } from './api.ts'
import type { Openers } from './frame.ts'
import { startFrame } from './frameHost.ts'
import type { Parameters } from './protocol.ts'

interface Slider {
  body: HTMLElement
  close: () => void
}

/** What frames and pages use to open a slider. */
export const openers: Openers = {
  openApplication: (params, onClose) => void openApplication(params, { onClose }),
  openPath: openPortalPath,
}

/** What stands in the menu of a chat's message. */
export function openForMessage(messageId: string, dialogId: string) {
  void openApplication({ messageId, dialogId, URI: '/online/' }, { placement: 'IM_CONTEXT_MENU' })
}

/** The application's own page again, in a slider; what is not meant for the slider reaches it as PLACEMENT_OPTIONS. */
async function openApplication(
  params: Parameters,
  { placement = 'DEFAULT', onClose = () => {} }: { placement?: string; onClose?: () => void },
) {
  const { bx24_width, bx24_title, bx24_label: _label, bx24_leftBoundary: _boundary, ...options } = params
  const title = typeof bx24_title === 'string' ? bx24_title : settings.words.application
  const slider = openSlider({ title, width: typeof bx24_width === 'number' ? bx24_width : undefined, onClose })
  const answer = await ask('/sandbox/frame', { placement, options })
  const { html, obstacle } = { html: '', obstacle: '', ...(typeof answer === 'object' ? answer : {}) }
  if (obstacle !== '') {
    slider.body.append(make('p', { class: 'notice' }, obstacleText(obstacle)))
    return
  }
  slider.body.innerHTML = html
  startFrame(find('.application', slider.body), openers, slider.close)
}

/** A page of the portal: the application's links in a slider with their parameters, everything else without its chrome. */
function openPortalPath(path: string, onClose: () => void) {
  const url = new URL(path, location.origin)
  if (url.pathname.startsWith('/marketplace/view/')) {
    void openApplication(linkParameters(url), { placement: 'REST_APP_URI', onClose })
    return
  }
  url.searchParams.set('user', String(settings.userId))
  url.searchParams.set('IFRAME', 'Y')
  url.searchParams.set('IFRAME_TYPE', 'SIDE_SLIDER')
  const slider = openSlider({ title: '', width: undefined, onClose })
  slider.body.append(make('iframe', { class: 'portal-page', src: url.href, title: settings.portal }))
}

function linkParameters(url: URL): Parameters {
  const named = [...url.searchParams].flatMap(([name, value]) => {
    const key = /^params\[([^\]]+)\]$/.exec(name)?.[1]
    return key === undefined ? [] : [[key, value] as const]
  })
  return { ...Object.fromEntries(named), URI: url.pathname }
}

function openSlider(options: { title: string; width: number | undefined; onClose: () => void }): Slider {
  const before = document.activeElement
  const closing = make('button', { type: 'button', class: 'slider-close', 'aria-label': settings.words.close })
  const body = make('div', { class: 'slider-body' })
  const heading = make('h2', { class: 'slider-title' }, options.title)
  const panel = make('section', { class: 'slider-panel', role: 'dialog', 'aria-modal': 'true' }, heading, closing, body)
  panel.setAttribute('aria-label', options.title || settings.portal)
  if (options.width !== undefined) panel.style.setProperty('--asked-width', `${options.width}px`)
  const root = make('div', { class: 'slider' }, panel)

  const close = () => {
    if (!root.isConnected) return
    root.remove()
    document.removeEventListener('keydown', onKey)
    if (before instanceof HTMLElement) before.focus()
    options.onClose()
  }
  const onKey = (event: KeyboardEvent) => {
    // only the topmost slider, and not while a dialog is open above it
    if (event.key === 'Escape' && document.body.lastElementChild === root) close()
  }
  closing.addEventListener('click', close)
  root.addEventListener('click', (event) => {
    if (event.target === root) close()
  })
  document.addEventListener('keydown', onKey)
  document.body.append(root)
  closing.focus()
  return { body, close }
}

function obstacleText(obstacle: string): string {
  const { words } = settings
  const texts: Record<string, string> = {
    absent: words.obstacleAbsent,
    wizard: words.obstacleWizard,
    tariff: words.obstacleTariff,
    payment: words.obstaclePayment,
    access: words.obstacleAccess,
  }
  return texts[obstacle] ?? obstacle
}
