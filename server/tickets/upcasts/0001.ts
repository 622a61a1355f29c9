import type { StoredFields } from '#server/platform/db/storedJson.ts'

/**
 * Reasons of deferral and refusal have codes and titles of a regulation: until then somebody wrote them, in one language. Every
 * date of a deferral alerted the lead when it came, and so do those of that time.
 */
export function codedReasons({ reason, ...kept }: StoredFields): StoredFields {
  if (reason === undefined) return kept
  const given = typeof reason === 'string' ? { code: null, title: { ru: reason, uk: reason, en: reason } } : null
  return { ...kept, reason: given, ...(kept['status'] === 'deferred' && { isExpected: true }) }
}
