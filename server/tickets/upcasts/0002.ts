import type { Upcast } from '#server/platform/db/storedJson.ts'

/** A closed ticket says into which one it was merged: until now none could be. */
export const toMerges: Upcast = (stored) => (stored['status'] === 'closed' ? { ...stored, mergedInto: null } : stored)
