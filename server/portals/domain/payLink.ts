import { isKeepable, mostLetters } from './foreignText.ts'

/**
 * An address that people will open because a portal has named it: https, or the portal's own where that is reached without;
 * without a name and a password in it. Null for anything else.
 */
export function readPayLink(text: string, clientEndpoint: string): string | null {
  if (!isKeepable(text, mostLetters.address) || !URL.canParse(text)) return null
  const { protocol, host, username, password, href } = new URL(text)
  const isOwn = URL.canParse(clientEndpoint) && new URL(clientEndpoint).host === host
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isOwn)
  return isSafe && username === '' && password === '' ? href : null
}
