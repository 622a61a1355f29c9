import * as v from 'valibot'
import { instant } from '../common.ts'

/** What the picture of the last 30 days is drawn from, oldest first: all entries where they are few, else the telling ones. */
export const burnDownView = v.strictObject({
  levels: v.array(
    v.strictObject({
      at: instant,
      /** The sum of all entries up to then, as the ledger has it; below 0 under a plan that is billed afterwards. */
      balance: v.number(),
      /** The level before held until this instant; otherwise entries between the two are left out, and it went by degrees. */
      isStep: v.boolean(),
    }),
  ),
})
export type BurnDownLevel = v.InferOutput<typeof burnDownView>['levels'][number]
