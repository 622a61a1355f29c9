/**
 * A UUID, version 7. Ids of what a person writes are made in the page, so that sending it twice is the same as once.
 * `crypto.randomUUID` is missing on plain http, where some box portals still live.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  new DataView(bytes.buffer).setBigUint64(0, (BigInt(Date.now()) << 16n) | 0x7000n | BigInt(twelveBits(bytes)))
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function twelveBits(bytes: Uint8Array): number {
  return (((bytes[6] ?? 0) & 0x0f) << 8) | (bytes[7] ?? 0)
}
