import type { Language } from '../common.ts'
import type { ReactionLine } from '../regulations/reactions.words.ts'
import type { WayOn } from '../regulations/tickets.types.ts'
import type { Say } from '../say.ts'
import type { conditionsTexts } from './conditions.texts.ts'
import type { ConditionsView } from './conditions.types.ts'

/** What stands under a heading of the conditions; a page and a file each show it in their own way. */
export type ConditionsPart =
  | { part: 'text'; text: string }
  | { part: 'lines'; title: string | null; lines: string[] }
  | { part: 'facts'; title: string | null; facts: ReactionLine[] }
  | { part: 'entry'; title: string; texts: string[] }
  | { part: 'area'; title: string; included: string[]; excluded: string[]; outside: string | null; way: WayOn | null }

/** Whose language and clock; dates alone hang on the zone. */
export type ConditionsReader = { language: Language; timeZone: string }

/** What each chapter is written with. */
export type Wording = { view: ConditionsView; say: Say<(typeof conditionsTexts.texts)['ru']>; reader: ConditionsReader }

export function text(said: string): ConditionsPart {
  return { part: 'text', text: said }
}

export function lines(title: string | null, said: string[]): ConditionsPart {
  return { part: 'lines', title, lines: said }
}

export function facts(title: string | null, said: ReactionLine[]): ConditionsPart {
  return { part: 'facts', title, facts: said }
}
