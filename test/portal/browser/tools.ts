import { act, find, settings } from './api.ts'

/** The buttons and switches of the sandbox's controls; every change shows after a reload. */
export function startTools() {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-act]') : null
    if (button instanceof HTMLElement) void press(button.dataset['act'] ?? '', button.dataset['value'] ?? '')
  })
  for (const control of document.querySelectorAll('[data-change]')) {
    control.addEventListener('change', () => void change(control))
  }
}

/** Panels over the page: one at a time, closed by their button, by Escape or by another one. */
export function startPanels() {
  const togglers = [...document.querySelectorAll('[data-toggle]')]
  const show = (name: string | undefined) => {
    for (const toggler of togglers) {
      if (!(toggler instanceof HTMLElement)) continue
      const target = toggler.dataset['toggle'] ?? ''
      const isOpen = target === name
      toggler.setAttribute('aria-expanded', String(isOpen))
      const panel = find(`#${target}`)
      if (target === 'menu') panel.classList.toggle('is-open', isOpen)
      else panel.hidden = !isOpen
      if (isOpen) panel.dispatchEvent(new Event('shown'))
    }
  }
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const toggler = event.target.closest('[data-toggle]')
    if (toggler instanceof HTMLElement) {
      show(toggler.getAttribute('aria-expanded') === 'true' ? undefined : toggler.dataset['toggle'])
    } else if (event.target.closest('[data-close]') || !event.target.closest('.panel, .menu, .slider, dialog'))
      show(undefined)
    const people = find('.switch')
    if (!people.contains(event.target)) people.removeAttribute('open')
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    show(undefined)
    find('.switch').removeAttribute('open')
  })
}

async function press(name: string, value: string) {
  if (name.startsWith('uninstall') && !window.confirm(settings.words.uninstallQuestion)) return
  await act(name, { value })
  const { pathname, search } = location
  // installing leads to the application, whose installer then takes the frame
  if (name === 'install') location.assign(find('.menu a:last-child').getAttribute('href') ?? '/')
  else location.assign(`${pathname}${search}`)
}

async function change(control: Element) {
  if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return
  const value = control instanceof HTMLInputElement ? control.checked : control.value
  await act(control.dataset['change'] ?? '', { value })
  location.reload()
}
