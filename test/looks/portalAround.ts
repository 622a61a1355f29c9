/** What the portal hands a page along; it stands in the page's address. */
export interface Around {
  options: Record<string, string>
  isInstallMode: boolean
  memberId: string
}

export function searchOf({ options, isInstallMode, memberId }: Around): string {
  const INSTALL = isInstallMode
  return new URLSearchParams({
    initial: JSON.stringify({ INSTALL, MEMBER_ID: memberId, PLACEMENT_OPTIONS: options }),
  }).toString()
}

/**
 * The portal around a page without a portal, as much of it as the page talks to, for a script that runs before the page's own:
 * the real SDK reads it (`command:params:key:sid` there, `key:json` back). The last part of the address is the page's language.
 * The socket is ready at once and says nothing more, and what an earlier page has stored is gone.
 */
export const portalAround = `{
  localStorage.clear()
  window.name = 'portal.example|0|${'0'.repeat(32)}'
  const initial = {
    LANG: { ru: 'ru', uk: 'ua', en: 'en' }[location.pathname.split('/').at(-1)],
    DOMAIN: 'portal.example',
    PROTOCOL: 0,
    PATH: '/rest',
    AUTH_ID: 'access',
    AUTH_EXPIRES: '3600',
    REFRESH_ID: 'refresh',
    FIRST_RUN: false,
    IS_ADMIN: true,
    USER_OPTIONS: {},
    APP_OPTIONS: {},
    PLACEMENT: 'DEFAULT',
    ...JSON.parse(new URLSearchParams(location.search).get('initial')),
  }
  const say = (data) => dispatchEvent(new MessageEvent('message', { data, origin: 'http://portal.example' }))
  window.parent = {
    postMessage(message) {
      const parts = String(message).split(':')
      if (parts[0] === 'getInitData') queueMicrotask(() => say(parts.at(-2) + ':' + JSON.stringify(initial)))
    },
  }
  window.WebSocket = class extends EventTarget {
    static OPEN = 1
    readyState = 1
    constructor() {
      super()
      setTimeout(() => this.dispatchEvent(new Event('open')))
    }
    send(text) {
      if (JSON.parse(text).type === 'hello') this.dispatchEvent(new MessageEvent('message', { data: '{"type":"ready"}' }))
    }
    close() {}
  }
}`
