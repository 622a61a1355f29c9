import { hashCode, normalizeCode } from '#server/connections/codes/domain/code.ts'

/**
 * The keyed digest of a coupon as somebody typed it (C1, C2). Another kind of secret than a support code: the one never opens the
 * other. What nobody can have issued gets one that no coupon has, made with the same work.
 */
export function couponDigest(typed: string, pepper: Buffer): Buffer {
  return Buffer.from(hashCode(`coupon ${normalizeCode(typed) ?? ''}`, pepper), 'hex')
}
