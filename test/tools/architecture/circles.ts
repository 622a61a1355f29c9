export type Graph = ReadonlyMap<string, ReadonlySet<string>>

export function graphOf(arrows: Iterable<readonly [string, string]>): Graph {
  const graph = new Map<string, Set<string>>()
  for (const [from, to] of arrows) graph.set(from, (graph.get(from) ?? new Set()).add(to))
  return graph
}

/** The sets of nodes that reach each other (Tarjan); a node by itself is no circle. */
export function circlesOf(graph: Graph): string[][] {
  const search: Search = { graph, order: new Map(), open: [], found: [] }
  for (const node of graph.keys()) if (!search.order.has(node)) walk(node, search)
  return search.found.filter(({ length }) => length > 1).map((circle) => circle.toSorted())
}

type Search = {
  graph: Graph
  order: Map<string, number>
  open: string[]
  found: string[][]
}

function walk(node: string, search: Search): number {
  const own = search.order.size
  search.order.set(node, own)
  search.open.push(node)
  let lowest = own
  for (const next of search.graph.get(node) ?? []) lowest = Math.min(lowest, lowestFrom(next, search))
  if (lowest === own) search.found.push(search.open.splice(search.open.indexOf(node)))
  return lowest
}

function lowestFrom(node: string, search: Search): number {
  const order = search.order.get(node)
  if (order === undefined) return walk(node, search)
  return search.open.includes(node) ? order : Infinity
}
