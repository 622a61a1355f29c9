/** Of what a desk has watched (D3). */
export const monitoringRefusals = {
  component_stale: 409,
  too_many_components: 409,
  slug_taken: 409,
  slug_refused: 422,
} as const
