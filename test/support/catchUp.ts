import { projectionLoop, type Projection } from '#server/platform/journal/projections.ts'

const { signal } = new AbortController()

/** What one process does from its start on, until nothing is left that was there before. */
export async function catchUp(deps: Parameters<typeof projectionLoop>[0], projection: Projection): Promise<void> {
  const loop = projectionLoop(deps, projection)
  while ((await loop.turn(signal)) === 'more');
}
