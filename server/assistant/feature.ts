import type { Feature, FeatureDeps } from '#server/platform/feature.ts'

/** A1–A4: the assistant, which answers first from what the desk has written down. */
export function assistantFeature(_deps: FeatureDeps): Feature<never> {
  return { handlers: {}, jobs: {} }
}
