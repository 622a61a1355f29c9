import * as v from 'valibot'
import { count, id, instant, namedInstant } from '../common.ts'
import { regulation } from '../regulations/document.types.ts'
import { regulationChange } from '../regulations/types.ts'

const version = v.pipe(count, v.minValue(1))

/** One client, or (null) all that are connected. `from` null: at once, which only what makes nothing worse for them may be. */
export const moveConnectionsInput = v.strictObject({
  connectionId: v.nullable(id),
  version,
  from: v.nullable(namedInstant),
})
export type MoveConnectionsInput = v.InferOutput<typeof moveConnectionsInput>

/** What is planned for one client, or (null) for all, will not be. */
export const keepVersionsInput = v.strictObject({ connectionId: v.nullable(id) })

/** E9: what another version of the regulation changes for one client, field by field; `document` names the places. */
export const termsChange = v.strictObject({
  version,
  from: instant,
  isComing: v.boolean(),
  deskName: v.string(),
  changes: v.array(regulationChange),
  document: regulation,
})
export type TermsChange = v.InferOutput<typeof termsChange>
