import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { Refusal } from '#server/platform/refusal.ts'

const inside = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(net, prefix, 'ipv4')
}
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  // Tunnels that carry any of the addresses above: 6to4 and Teredo.
  ['2002::', 16],
  ['2001::', 32],
] as const) {
  inside.addSubnet(net, prefix, 'ipv6')
}

/**
 * A portal's address is foreign input even when the OAuth server repeats it: without this check a box portal could
 * name an address inside our own network. Only the sandbox lives on this machine.
 */
export async function assertPublicAddress(url: string, isSandbox: boolean): Promise<void> {
  if (isSandbox) return
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:') throw new Refusal('foreign_server', { address: hostname })
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) === 0 ? await resolve(host) : [host]
  if (addresses.length === 0 || addresses.some(isInside)) throw new Refusal('foreign_server', { address: host })
}

export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return inside.check(mapped, 'ipv4')
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

async function resolve(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch (error) {
    throw Object.assign(new Refusal('portal_unreachable', { method: 'dns' }), { cause: error })
  }
}
