import type { StoredFields } from '#server/platform/db/storedJson.ts'

/** T11: when a letter to the head of support is answered may be promised. Until then no time was. */
export function fromFive({ feedback, ...kept }: StoredFields): StoredFields {
  return { ...kept, feedback: isFields(feedback) ? { ...feedback, answerWithin: null } : feedback }
}

function isFields(value: unknown): value is StoredFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
