import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { ledgerFormat, type LedgerHead } from '#contract/billing/ledger.types.ts'

type HeadOf = { deskId: string; portalId: string; exportedAt: Date; count: number; headHash: string }

/**
 * What stands before the entries, so that its reader can check the whole ledger without us: `privateKey` is the desk's Ed25519
 * key (Q9).
 */
export function signHead({ deskId, portalId, exportedAt, count, headHash }: HeadOf, privateKey: KeyObject): LedgerHead {
  const head: Omit<LedgerHead, 'signature'> = {
    format: ledgerFormat,
    deskId,
    portalId,
    exportedAt: exportedAt.toISOString(),
    count,
    headHash,
    publicKey: publicKeyText(privateKey),
  }
  return { ...head, signature: sign(null, signedBytes(head), privateKey).toString('base64url') }
}

/** The 32 bytes of an Ed25519 public key as text: what a desk publishes, and what the verifier takes. */
export function publicKeyText(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  if (x === undefined) throw new TypeError('a desk signs with an Ed25519 key')
  return x
}

export function isSignedBy(head: LedgerHead, publicKey: string): boolean {
  const signature = Buffer.from(head.signature, 'base64url')
  const key = readPublicKey(publicKey)
  return key !== null && verify(null, signedBytes(head), key, signature)
}

/** Null if the text is no such key. */
export function readPublicKey(text: string): KeyObject | null {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' })
  } catch {
    return null
  }
}

/** The values of the head in this order as a JSON array without spaces, in UTF-8. */
function signedBytes(head: Omit<LedgerHead, 'signature'>): Buffer {
  const { format, deskId, portalId, exportedAt, count, headHash, publicKey } = head
  return Buffer.from(JSON.stringify([format, deskId, portalId, exportedAt, count, headHash, publicKey]), 'utf8')
}
