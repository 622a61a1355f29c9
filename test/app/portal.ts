import { vi } from 'vitest'

/**
 * The portal's side of the frame, as much of it as the page talks to: the real SDK runs against it
 * (the wire format is the portal's own: `command:params:key:sid` there, `key:json` back).
 */
export interface PortalOptions {
  language?: string
  memberId?: string
  placement?: string
  options?: Record<string, unknown>
  isInstallMode?: boolean
  /** Seconds that the first token lives. */
  tokenLife?: number
}

const origin = 'http://portal.test'

export function installPortal(options: PortalOptions = {}): { commands: string[]; messages: string[] } {
  const commands: string[] = []
  const messages: string[] = []
  let tokens = 1
  const parent = {
    postMessage(message: unknown) {
      messages.push(String(message))
      const parts = String(message).split(':')
      const command = parts[0] ?? ''
      const key = parts.at(-2) ?? ''
      commands.push(command)
      const answer = answerTo(command)
      if (answer === undefined) return
      const data = `${key}:${JSON.stringify(answer)}`
      queueMicrotask(() => window.dispatchEvent(new MessageEvent('message', { data, origin })))
    },
  }

  function answerTo(command: string): unknown {
    if (command === 'getInitData') {
      return {
        LANG: options.language ?? 'ru',
        DOMAIN: 'portal.test',
        PROTOCOL: 0,
        PATH: '/rest',
        AUTH_ID: 'access-1',
        AUTH_EXPIRES: String(options.tokenLife ?? 3600),
        REFRESH_ID: 'refresh-1',
        MEMBER_ID: options.memberId ?? 'member1',
        FIRST_RUN: false,
        IS_ADMIN: true,
        INSTALL: options.isInstallMode ?? false,
        USER_OPTIONS: {},
        APP_OPTIONS: {},
        PLACEMENT: options.placement ?? 'DEFAULT',
        PLACEMENT_OPTIONS: options.options ?? {},
      }
    }
    if (command === 'refreshAuth') {
      tokens += 1
      return { AUTH_ID: `access-${tokens}`, AUTH_EXPIRES: '3600', REFRESH_ID: `refresh-${tokens}` }
    }
    return undefined
  }

  window.name = 'portal.test|0|0123456789abcdef0123456789abcdef'
  vi.stubGlobal('parent', parent)
  return { commands, messages }
}
