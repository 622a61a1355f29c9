import type { StoredFields } from '#server/platform/db/storedJson.ts'

/**
 * T5: an area may say its own way on from what is outside of it, and a way may lead to an article, so that it is more than a name. Until
 * then one way was for all areas, and a quote asked nothing.
 */
export function fromFour({ scope, ...kept }: StoredFields): StoredFields {
  return { ...kept, scope: isFields(scope) ? withWays(scope) : scope }
}

function withWays({ areas, outside, ...kept }: StoredFields): StoredFields {
  return {
    ...kept,
    areas: Array.isArray(areas) ? areas.map((area) => (isFields(area) ? { ...area, outside: null } : area)) : areas,
    outside: isFields(outside) ? { ...outside, way: wayOf(outside.way) } : outside,
    quoteQuestions: [],
  }
}

function wayOf(way: unknown): unknown {
  return typeof way === 'string' ? { to: way } : null
}

function isFields(value: unknown): value is StoredFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
