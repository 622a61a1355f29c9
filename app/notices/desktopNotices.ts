/** Whether the browser lets this page show notices on the desktop; `framed`: not inside of another site's page. */
export type DesktopState = 'granted' | 'ask' | 'denied' | 'framed' | 'absent'

export function desktopState(): DesktopState {
  if (!('Notification' in window)) return 'absent'
  const { permission } = Notification
  if (permission === 'granted') return 'granted'
  // A browser asks nobody on behalf of a page inside of another one.
  if (window.top !== window) return 'framed'
  return permission === 'denied' ? 'denied' : 'ask'
}

export async function askForDesktop(): Promise<DesktopState> {
  if (desktopState() === 'ask') await Notification.requestPermission()
  return desktopState()
}

/** `key`: the same one again replaces it. */
export function showOnDesktop(text: string, { key, onOpen }: { key: string; onOpen: () => void }): void {
  const shown = new Notification('Opora', { body: text, tag: key })
  shown.addEventListener('click', () => {
    window.focus()
    shown.close()
    onOpen()
  })
}
