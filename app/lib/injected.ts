import { inject } from 'vue'
import type { InjectionKey } from 'vue'

/** What the page's start has provided; for setup functions of components and stores only. */
export function injected<Value>(key: InjectionKey<Value>): Value {
  const value = inject(key)
  if (value === undefined) throw new Error(`nobody provides ${String(key.description)}`)
  return value
}
