import * as v from 'valibot'
import { channel } from './base.types.ts'

/** Who answers without people. */
export const ownHelpers = ['assistant', 'knowledge'] as const

/** What this server has of that which a regulation may name; nothing else is offered to anybody (E6, E10). */
export const served = v.strictObject({ channels: v.array(channel), helpers: v.array(v.picklist(ownHelpers)) })
export type Served = v.InferOutput<typeof served>
