import { jsonErrorPosition } from './jsonErrorPosition.ts'

export type ParsedJsonText =
  | { document: Record<string, unknown> }
  /** Counted from 1. */
  | { mistake: 'syntax'; line: number; column: number }
  | { mistake: 'notAnObject' }

/** A document that somebody has typed, or where it stops being one: browsers do not agree on saying that. */
export function parseJsonText(text: string): ParsedJsonText {
  const position = jsonErrorPosition(text)
  if (position !== null) {
    const before = text.slice(0, position).split('\n')
    return { mistake: 'syntax', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  }
  const value: unknown = JSON.parse(text)
  return isObject(value) ? { document: value } : { mistake: 'notAnObject' }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
