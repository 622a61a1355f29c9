import { createHmac, timingSafeEqual } from 'node:crypto'

/** What of a call's head says who has signed it. Grafana names its own header, and joins instant and body by a colon. */
export type Signed = { timestamp: string; signature: string; by: 'opora' | 'grafana' }

/** So far the sender's clock may be from ours. */
const toleranceMilliseconds = 5 * 60_000

/** D3: an HMAC-SHA256, in hexadecimal digits, over the instant (in seconds) and the very bytes of the body. */
export function isSignedBy(secret: string, { timestamp, signature, by }: Signed, body: Buffer, at: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return false
  if (Math.abs(Number(timestamp) * 1000 - at.getTime()) > toleranceMilliseconds) return false
  const mark = by === 'opora' ? '.' : ':'
  const expected = createHmac('sha256', secret).update(`${timestamp}${mark}`).update(body).digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}
