import type { Served } from '#contract/regulations/served.types.ts'
import type { RegulationChange, RegulationView, VersionView } from '#contract/regulations/types.ts'
import type { Regulation } from './domain/document.ts'
import { outlooksOf } from './domain/outlook.ts'
import { promisedReactions } from './domain/reactions.ts'
import { comingVersion, versionAt } from './domain/versions.ts'
import { presets } from './presets/all.ts'
import type { StoredVersion } from './regulations.sql.ts'

export type Documents = {
  inForce: Regulation
  coming: { document: Regulation; changes: RegulationChange[] } | null
}

/** For the desk's staff: a regulation is no secret inside the desk that promises it. */
export function presentRegulation(
  versions: StoredVersion[],
  documents: Documents,
  { served, at }: { served: Served; at: Date },
): RegulationView {
  const now = versionAt(versions, at)
  const next = comingVersion(versions, at)
  if (now === null) throw new Error('a desk has a regulation from its first moment on')
  return {
    inForce: {
      version: now.version,
      effectiveAt: now.effectiveAt.toISOString(),
      document: documents.inForce,
      outlooks: outlooksOf(documents.inForce, at),
    },
    coming:
      next === null || documents.coming === null
        ? null
        : {
            version: next.version,
            effectiveAt: next.effectiveAt.toISOString(),
            writtenBy: next.writtenBy,
            ...documents.coming,
          },
    reactions: documents.inForce.plans.map(({ code }) => ({
      planCode: code,
      reactions: promisedReactions(documents.inForce, code),
    })),
    versions: versions.map((version) => presentVersion(version, now, next)),
    lastVersion: Math.max(...versions.map(({ version }) => version)),
    presets: Object.keys(presets),
    served,
  }
}

function presentVersion(stored: StoredVersion, now: StoredVersion, next: StoredVersion | null): VersionView {
  return {
    version: stored.version,
    state: stateOf(stored, now, next),
    effectiveAt: stored.effectiveAt.toISOString(),
    existingFrom: stored.existingFrom?.toISOString() ?? null,
    writtenBy: stored.writtenBy,
    writtenAt: stored.writtenAt.toISOString(),
    withdrawnBy: stored.withdrawnBy,
    withdrawnAt: stored.withdrawnAt?.toISOString() ?? null,
  }
}

function stateOf(stored: StoredVersion, now: StoredVersion, next: StoredVersion | null): VersionView['state'] {
  if (stored.withdrawnAt !== null) return 'withdrawn'
  if (stored.version === now.version) return 'inForce'
  return stored.version === next?.version ? 'coming' : 'past'
}
