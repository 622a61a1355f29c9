import type { Identities } from '#server/identification/identities.port.ts'

/** I2: where nobody can prove who they are, a messenger makes no ticket. */
export const nobodyProven: Identities = {
  findWriters: () => Promise.resolve([]),
  heard: () => Promise.resolve(null),
}
