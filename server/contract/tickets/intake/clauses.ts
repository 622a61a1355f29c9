import { type AreaName, areasIn } from './areasIn.ts'
import type { Head } from './heads.ts'
import { type Opener, openerOf } from './openers.ts'
import type { Span } from './phrases.ts'
import { inOrder, lastBefore, type Reading, within } from './reading.ts'
import { requestsIn } from './requests.ts'
import type { Sentence } from './sentences.ts'
import { symptomsIn } from './symptoms.ts'

/** A stretch of text that says one thing: a symptom, a wish, a question; or nothing of its own, when it has no heads. */
export type Clause = Span & {
  opens: Sentence['opens'] | 'clause'
  opener: Opener
  heads: Head[]
  areas: Set<AreaName>
}

type Found = { heads: readonly Head[]; areas: readonly (Span & { area: AreaName })[]; quotations: readonly Span[] }

/** Where a sentence may be cut: at a mark, or before a word that joins. */
const cut =
  /[,;:]\s{1,3}|\s[–—-]\s|\s(?=(?:и|а|но|еще|также|плюс|заодно|кстати|та|і|й|ще|також|але|крім|and|but|also|plus|while|then|потом|потім|кроме|вообще|второе|второй|вторая|третье|третий|друге|другий|третє|secondly|second|third)\s)/gu
/** A name or what a machine said; nothing is cut inside. */
const quotation = /[«"“][^«»"“”\n]{1,60}[»"”]/gu
/** So far back or ahead a cut is looked for. */
const longestGap = 400

export function clausesOf(reading: Reading, sentences: readonly Sentence[]): Clause[] {
  const found: Found = {
    heads: inOrder([...symptomsIn(reading), ...requestsIn(reading)]),
    areas: areasIn(reading),
    quotations: [...reading.text.matchAll(quotation)].map(({ index, 0: text }) => ({
      start: index,
      end: index + text.length,
    })),
  }
  const clauses = sentences.flatMap((sentence) => {
    const places = [sentence.start, ...cutsOf(reading, sentence, found), sentence.end]
    return places.slice(0, -1).map((start, index): Clause => {
      const span = { start, end: places[index + 1] ?? sentence.end }
      return {
        ...span,
        opens: index === 0 ? sentence.opens : 'clause',
        opener: openerOf(reading, span),
        heads: within(found.heads, span),
        areas: new Set(within(found.areas, span).map(({ area }) => area)),
      }
    })
  })
  return withoutLeadIns(reading, clauses)
}

/** Between two neighbouring heads at most one cut: before a word that adds, else where the second one's subject can begin. */
function cutsOf(reading: Reading, sentence: Sentence, found: Found): number[] {
  const cuts: number[] = []
  const heads = within(found.heads, sentence)
  for (const [index, head] of heads.entries()) {
    const next = heads[index + 1]
    if (next === undefined || next.start <= head.end || next.start - head.end > longestGap) continue
    const gap = { start: head.end, end: next.start }
    const place = bestPlace(reading, placesIn(reading, gap, found), sentence.end) ?? beforeOtherArea(head, next, found)
    if (place !== undefined && place > sentence.start) cuts.push(place)
  }
  return cuts
}

function placesIn({ text }: Reading, { start, end }: Span, { quotations }: Found): number[] {
  return [...text.slice(start, end).matchAll(cut)]
    .map((match) => start + match.index + match[0].length)
    .filter((place) => place >= (lastBefore(quotations, place)?.end ?? 0))
}

function bestPlace(reading: Reading, places: readonly number[], end: number): number | undefined {
  const adds = places.find((start) => openerOf(reading, { start, end: Math.min(end, start + 60) }) === 'addition')
  return adds ?? places[0]
}

/** "почта не грузится задачи не закрываются": nothing parts the two but the word that begins the second. */
function beforeOtherArea(head: Head, next: Head, { areas }: Found): number | undefined {
  const named = within(areas, { start: head.end, end: next.start }).find(({ end }) => end <= next.start)
  if (named !== undefined) return named.start
  return head.kind !== next.kind && next.kind !== 'symptom' ? next.start : undefined
}

/** "Второе.", "Хотелось бы", "Подскажите," say nothing alone: they belong to the clause that they lead to. */
function withoutLeadIns(reading: Reading, clauses: readonly Clause[]): Clause[] {
  const joined: Clause[] = []
  for (const clause of clauses) {
    const before = joined.at(-1)
    if (before === undefined || !leadsTo(reading, before, clause)) {
      joined.push(clause)
      continue
    }
    before.end = clause.end
    before.heads.push(...clause.heads)
    for (const area of clause.areas) before.areas.add(area)
  }
  return joined
}

function leadsTo({ text }: Reading, before: Clause, clause: Clause): boolean {
  if (isOrdinal(before)) return clause.opens === 'sentence'
  if (clause.opens !== 'clause' || before.areas.size > 0) return false
  const words = text.slice(before.start, before.end).match(/\p{L}{4,}/gu) ?? []
  return words.length < (clause.opener === 'addition' ? 2 : 4) && before.heads.every(({ kind }) => kind !== 'symptom')
}

/** "Второе." stands alone and opens what follows. */
function isOrdinal({ heads, opener, start, end }: Clause): boolean {
  return heads.length === 0 && opener === 'addition' && end - start < 30
}
