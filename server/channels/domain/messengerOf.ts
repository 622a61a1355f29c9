import type { Channel } from '#contract/regulations/base.types.ts'

/** Null: it is another way to write. */
export function messengerOf({ name }: { name: Channel }): 'telegram' | 'max' | 'whatsapp' | null {
  return name === 'telegram' || name === 'max' || name === 'whatsapp' ? name : null
}
