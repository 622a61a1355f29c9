import { createHmac } from 'node:crypto'

/** Deterministic, and nobody else can make one: what is sent again is the same message, and an answer proves what it answers. */
export function messageIdOf(
  kind: 'n' | 't',
  id: string,
  { pepper, domain }: { pepper: Buffer; domain: string },
): string {
  const proof = createHmac('sha256', pepper).update(`mail ${kind} ${id}`).digest('hex').slice(0, 10)
  return `<${kind}.${id}.${proof}@${domain}>`
}
