/** What a story found: none of `faults` may be; `facts` are for the reader. */
export type Outcome = { faults: string[]; facts: Record<string, number | string> }

export function wholeMs(milliseconds: number): number {
  return Math.round(milliseconds)
}

export function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
