import type { StoredFields } from '#server/platform/db/storedJson.ts'

/**
 * What is said where no time is promised may differ by the tariff, and scope may say what holds in every area: until then one
 * text was for everybody, and only areas had lists.
 */
export function fromThree({ withoutTarget, scope, ...kept }: StoredFields): StoredFields {
  return {
    ...kept,
    withoutTarget: withoutTarget === null ? null : { by: 'everybody', text: withoutTarget },
    scope: { general: { included: [], excluded: [] }, ...(isFields(scope) ? scope : {}) },
  }
}

function isFields(value: unknown): value is StoredFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
