import type { Source } from '../tree.ts'

/** Files that never were, laid over a tree that is in order, and what their rule must say of them. */
export type Seed = { rule: string; says: string; files: Record<string, string>; finds: string[] }

export function sourcesOf(files: Record<string, string>): Source[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }))
}

export function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `export const line${index} = ${index}`).join('\n')
}
