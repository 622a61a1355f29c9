import * as words from './goals.lexicon.ts'
import { lexicon } from './phrases.ts'
import { tasksWanted, unwanted } from './plans.lexicon.ts'
import { tellsPurpose } from './purposes.ts'
import { holds, lastBefore, type Reading } from './reading.ts'
import type { Sentence } from './sentences.ts'

const purpose = lexicon(words.purposes)
const told = lexicon(words.aims, words.plans, words.needs, tasksWanted, unwanted)
const wished = lexicon(words.wishedThat)
const ofTelling = lexicon(words.aimsOfTelling)
const people = lexicon(words.peopleInWish)
const ableTo = lexicon(words.sparedOrAble)
const inOrderThat = /^(?:чтобы?|щоби?|аби|дабы)(?!\p{L})/u
const clauseLength = 90

/** T4: the task behind a request, or what depends on it. */
export function tellsGoal(reading: Reading, sentences: readonly Sentence[]): boolean {
  const { find } = reading
  if (find(told).length > 0 || tellsPurpose(reading, sentences)) return true
  const wishes = new Set(find(wished).map(({ end }) => end))
  return find(purpose).some(({ start, text }) => {
    if (isOfTelling(reading, start)) return false
    const that = inOrderThat.exec(text)
    return that === null || !wishes.has(start + that[0].length) || servesPeople(reading, start)
  })
}

/** "Чтобы" after a wish tells the result itself, but "нужно, чтобы клиенты могли …" tells what for. */
function servesPeople(reading: Reading, start: number): boolean {
  const rest = /^[^.!?\n]*/u.exec(reading.text.slice(start, start + clauseLength))?.[0] ?? ''
  const clause = { start, end: start + rest.length }
  return [people, ableTo].every((phrases) => holds(reading, phrases, clause))
}

function isOfTelling(reading: Reading, start: number): boolean {
  const around = lastBefore(reading.find(ofTelling), start + 1)
  return around !== undefined && around.end > start
}
