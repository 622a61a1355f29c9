import { settings } from './api.ts'
import { startBell } from './bell.ts'
import { startFrame } from './frameHost.ts'
import { openForMessage, openers } from './slider.ts'
import { startPanels, startTools } from './tools.ts'

for (const root of document.querySelectorAll('.application')) {
  if (root instanceof HTMLElement) startFrame(root, openers)
}

document.addEventListener('click', ({ target }) => {
  const entry = target instanceof Element ? target.closest('button[data-message]') : null
  if (entry instanceof HTMLElement) openForMessage(entry.dataset['message'] ?? '', entry.dataset['dialog'] ?? '')
})

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-portal-link]') : null
  if (!(link instanceof HTMLAnchorElement)) return
  event.preventDefault()
  if (link.origin === location.origin) openers.openPath(`${link.pathname}${link.search}`, () => {})
  else window.open(link.href, '_blank', 'noopener')
})

startTools()
// a page inside a slider has no bar and no panels
if (document.querySelector('.bar')) {
  startPanels()
  startBell()
}
if (settings.openPath !== '') openers.openPath(settings.openPath, () => {})
