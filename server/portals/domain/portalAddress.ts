/** Where a portal is reached, and what people call it. */
export type PortalAddress = { domain: string; clientEndpoint: string }
/** An address that a portal had before it was renamed. */
export type FormerAddress = { domain: string; leftAt: Date }

/** Who renames their portal more often is not found by the oldest names any more. */
const mostFormer = 20

/** Null for what cannot be where a portal's REST is. The name is its host, as the portal itself writes it (§1.1). */
export function readClientEndpoint(text: string): PortalAddress | null {
  if (text.length > 300 || !URL.canParse(text)) return null
  const { protocol, host, hostname, username, password, pathname, search, hash } = new URL(text)
  const isPlain = username === '' && password === '' && search === '' && hash === ''
  if (!/^https?:$/.test(protocol) || hostname === '' || !isPlain || !/\/rest\/?$/.test(pathname)) return null
  return { domain: host, clientEndpoint: text }
}

/** What it leaves is remembered, where it goes is former no more. */
export function afterMove(
  portal: { domain: string; formerAddresses: readonly FormerAddress[] },
  domain: string,
  at: Date,
): FormerAddress[] {
  const others = portal.formerAddresses.filter((one) => one.domain !== portal.domain && one.domain !== domain)
  return [...others, { domain: portal.domain, leftAt: at }].slice(-mostFormer)
}
