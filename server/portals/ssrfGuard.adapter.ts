import { addressesOf, isInside } from '#server/platform/http/publicAddress.ts'
import { Refusal } from '#server/platform/refusal.ts'

/**
 * A portal's address is foreign input even when the OAuth server repeats it: without this check a box portal could
 * name an address inside our own network. Only the sandbox lives on this machine.
 */
export async function assertPublicAddress(url: string, isSandbox: boolean): Promise<void> {
  if (isSandbox) return
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:') throw new Refusal('foreign_server', { address: hostname })
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = await resolve(host)
  if (addresses.length === 0 || addresses.some(isInside)) throw new Refusal('foreign_server', { address: host })
}

async function resolve(host: string): Promise<string[]> {
  try {
    return await addressesOf(host)
  } catch (error) {
    throw Object.assign(new Refusal('portal_unreachable', { method: 'dns' }), { cause: error })
  }
}
