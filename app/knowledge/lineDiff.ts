export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Beyond it what differs is shown as taken out and written anew. */
const mostCells = 4_000_000

/** What became of a text, line by line: the fewest that were taken out and added. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const head = alikeFrom(old, now, (line, place) => line === now[place])
  const [oldRest, nowRest] = [old.slice(head), now.slice(head)]
  const tail = alikeFrom(oldRest.toReversed(), nowRest.toReversed(), (line, place) => line === nowRest.at(-1 - place))
  const middle = diffOf(oldRest.slice(0, oldRest.length - tail), nowRest.slice(0, nowRest.length - tail))
  return [...lines('same', old.slice(0, head)), ...middle, ...lines('same', old.slice(old.length - tail))]
}

function alikeFrom(
  one: readonly string[],
  other: readonly string[],
  isAlike: (line: string, place: number) => boolean,
): number {
  const first = one.slice(0, other.length).findIndex((line, place) => !isAlike(line, place))
  return first === -1 ? Math.min(one.length, other.length) : first
}

function diffOf(old: readonly string[], now: readonly string[]): DiffLine[] {
  if (old.length * now.length > mostCells) return [...lines('removed', old), ...lines('added', now)]
  const width = now.length + 1
  const common = commonLengths(old, now)
  const found: DiffLine[] = []
  let [left, right] = [0, 0]
  while (left < old.length || right < now.length) {
    const [line, other] = [old[left], now[right]]
    if (line !== undefined && line === other) {
      found.push({ kind: 'same', text: line })
      left += 1
      right += 1
    } else if (line !== undefined && (other === undefined || lengthAt(left + 1, right) >= lengthAt(left, right + 1))) {
      found.push({ kind: 'removed', text: line })
      left += 1
    } else {
      found.push({ kind: 'added', text: other ?? '' })
      right += 1
    }
  }
  return found

  function lengthAt(row: number, column: number): number {
    return common[row * width + column] ?? 0
  }
}

/** How many lines the ends from each place on have in common, in their order. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  for (let left = old.length - 1; left >= 0; left -= 1) {
    for (let right = now.length - 1; right >= 0; right -= 1) {
      const [below, beside] = [lengths[(left + 1) * width + right] ?? 0, lengths[left * width + right + 1] ?? 0]
      const both = (lengths[(left + 1) * width + right + 1] ?? 0) + 1
      lengths[left * width + right] = old[left] === now[right] ? both : Math.max(below, beside)
    }
  }
  return lengths
}

function lines(kind: DiffLine['kind'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }))
}
