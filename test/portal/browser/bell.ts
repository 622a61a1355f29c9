import { find, make, settings } from './api.ts'

interface Shown {
  id: number
  from: string
  html: string
  at: string
}

const pollEvery = 2000

/** Shows what the bell received and how much of it is new since the panel was last opened. */
export function startBell() {
  const list = find('#bell .notifications')
  const count = find('.bell .count')
  const panel = find('#bell')
  const key = `seen:${settings.userId}`
  let drawn = ''

  const refresh = async () => {
    const text = await fetch(`/sandbox/notifications?user=${settings.userId}`).then((answer) => answer.text())
    const notifications: Shown[] = JSON.parse(text)
    if (!panel.hidden) localStorage.setItem(key, String(notifications[0]?.id ?? 0))
    const seen = Number(localStorage.getItem(key) ?? 0)
    const fresh = notifications.filter(({ id }) => id > seen).length
    count.textContent = String(fresh)
    count.hidden = fresh === 0
    if (text === drawn) return
    drawn = text
    list.replaceChildren(...(notifications.length === 0 ? [empty(list)] : notifications.map((shown) => row(shown))))
  }
  const poll = () => {
    // a portal that is being restarted is asked again later
    void refresh().catch(() => {})
    setTimeout(poll, pollEvery)
  }
  panel.addEventListener('shown', () => void refresh())
  poll()
}

function row({ from, html, at }: Shown): HTMLElement {
  const text = make('p', {})
  text.innerHTML = html
  const instant = new Date(at)
  const time = make(
    'time',
    { datetime: at },
    instant.toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }),
  )
  return make('li', {}, make('header', {}, make('b', {}, from), time), text)
}

function empty(list: HTMLElement): HTMLElement {
  return make('li', { class: 'hint' }, list.dataset['empty'] ?? '')
}
