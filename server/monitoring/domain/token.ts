import { createHash } from 'node:crypto'

/** D3: 256 random bits, so that a plain digest of them tells nobody anything. */
export function tokenOf(bytes: Buffer): { token: string; tokenHash: Buffer } {
  const token = bytes.toString('base64url')
  return { token, tokenHash: digestOf(token) }
}

/** Null: no token of this server, whatever it is. */
export function hashOfToken(token: string): Buffer | null {
  return /^[\w-]{43}$/.test(token) ? digestOf(token) : null
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
