import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core'

/** What no page may do: log an error, throw, break its content policy, or ask for anything outside this machine. */
export interface Complaints {
  /** Lines that this story provokes on purpose, for instance by cutting the network. */
  expect: (pattern: RegExp) => void
  list: () => string[]
  forget: () => void
}

export function watchFor(context: BrowserContext): Complaints {
  const heard: string[] = []
  const expected: RegExp[] = []
  const hear = (line: string) => void heard.push(line)
  context.on('request', (request) => {
    if (!isLocal(request.url())) hear(`asked for ${request.url()}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error' && !isRefusedCall(message)) hear(`console: ${message.text()}`)
  })
  context.on('page', (page: Page) => {
    page.on('pageerror', (error) => hear(`thrown: ${error.message}`))
    page.on('websocket', (socket) => {
      if (!isLocal(socket.url())) hear(`opened ${socket.url()}`)
    })
  })
  return {
    expect: (pattern) => void expected.push(pattern),
    forget: () => void heard.splice(0),
    list: () => heard.filter((line) => !expected.some((pattern) => pattern.test(line))),
  }
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return !/^(https?|wss?):$/.test(protocol) || hostname === 'localhost' || hostname.startsWith('127.')
}

/** The browser's own note that a call was answered with a refusal; the page tells it to the reader in words. */
function isRefusedCall(message: ConsoleMessage): boolean {
  return (
    /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text()) &&
    new URL(message.location().url).pathname.startsWith('/api/')
  )
}
