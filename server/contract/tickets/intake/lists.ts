import type { Clause } from './clauses.ts'
import * as markers from './markers.lexicon.ts'
import { lexicon } from './phrases.ts'
import { type Reading, within } from './reading.ts'

const listLead = lexicon(markers.listLeads)
const leadLength = 60

/** "Что уже делал:", "Steps:": the item opens a list whose items are no problems. */
export function opensListOfOne({ text, find }: Reading, before: Clause | undefined, item: Clause): boolean {
  if (before === undefined || before.opens === 'item') return false
  return within(find(listLead), { start: before.start - leadLength, end: item.start }).some(
    ({ start }) => !/[.@-]/u.test(text.charAt(start - 1)),
  )
}
