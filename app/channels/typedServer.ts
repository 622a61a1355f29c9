import type { MailServer } from '#contract/channels/types.ts'

/** A mail server as somebody types it; the password is empty where it stays as it was. */
export type TypedServer = {
  host: string
  port: string
  security: MailServer['security']
  user: string
  password: string
}

export function typedServer(known: MailServer | null, usualPort: number): TypedServer {
  if (known === null) return { host: '', port: String(usualPort), security: 'tls', user: '', password: '' }
  return { ...known, port: String(known.port), password: '' }
}

/** A password is given to the server and user that it was typed for, and to no other. */
export function isOther(before: MailServer, now: MailServer): boolean {
  const isLaidOpen = before.security !== now.security && now.security === 'none'
  return before.host !== now.host.toLowerCase() || before.port !== now.port || before.user !== now.user || isLaidOpen
}
