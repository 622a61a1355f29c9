import * as v from 'valibot'
import { coach, type Coached } from '#contract/tickets/intake/coach.ts'

const fields = ['did', 'expected', 'got', 'where', 'steps', 'version', 'goal'] as const
const label = v.nullable(v.boolean())

export const intakeFile = v.array(
  v.object({
    id: v.string(),
    lang: v.picklist(['ru', 'uk', 'en']),
    text: v.string(),
    problems: v.number(),
    parts: v.array(v.array(v.string())),
    has: v.object({ did: label, expected: label, got: label, where: label, steps: label, version: label, goal: label }),
  }),
)
export type IntakeCase = v.InferOutput<typeof intakeFile>[number]

type Read = { labelled: IntakeCase; coached: Coached }
/** Precision and recall; null where nothing was said or nothing was to be found. */
export type Figure = { precision: number | null; recall: number | null }
export type IntakeFigures = {
  several: Figure
  missing: Record<(typeof fields)[number], Figure>
  missingAll: Figure
  present: { steps: number | null; goal: number | null }
  words: number | null
}

/** T4: prints the figures over all and by language; a text is right when one or several problems were told apart. */
export function reportIntake(input: unknown, print: (line: string) => void): number {
  const read = readAll(v.parse(intakeFile, input))
  for (const lang of ['all', 'ru', 'uk', 'en']) {
    const chosen = read.filter(({ labelled }) => lang === 'all' || labelled.lang === lang)
    if (chosen.length > 0) for (const line of linesOf(lang, figuresOf(chosen))) print(line)
  }
  const failed = read.filter(({ labelled, coached }) => labelled.problems > 1 !== coached.parts.length > 1).length
  print(`${read.length - failed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

export function intakeFigures(cases: readonly IntakeCase[]): IntakeFigures {
  return figuresOf(readAll(cases))
}

function readAll(cases: readonly IntakeCase[]): Read[] {
  return cases.map((labelled) => ({ labelled, coached: coach(labelled.text) }))
}

function figuresOf(read: readonly Read[]): IntakeFigures {
  const missingOf = (field: (typeof fields)[number]) =>
    read.flatMap(({ labelled, coached }) => {
      const truth = labelled.has[field]
      return truth === null ? [] : [{ truth: !truth, said: !coached.has[field] }]
    })
  const figure = (field: (typeof fields)[number]) => figureOf(missingOf(field))
  return {
    several: figureOf(
      read.map(({ labelled, coached }) => ({ truth: labelled.problems > 1, said: coached.parts.length > 1 })),
    ),
    missing: {
      did: figure('did'),
      expected: figure('expected'),
      got: figure('got'),
      where: figure('where'),
      steps: figure('steps'),
      version: figure('version'),
      goal: figure('goal'),
    },
    missingAll: figureOf(fields.flatMap(missingOf)),
    present: { steps: presentOf(missingOf('steps')), goal: presentOf(missingOf('goal')) },
    words: wordsInRightPiece(read),
  }
}

type Judged = { truth: boolean; said: boolean }

function figureOf(judged: readonly Judged[]): Figure {
  const right = judged.filter(({ truth, said }) => truth && said).length
  return {
    precision: share(right, judged.filter(({ said }) => said).length),
    recall: share(right, judged.filter(({ truth }) => truth).length),
  }
}

function presentOf(missing: readonly Judged[]): number | null {
  const present = missing.filter(({ truth }) => !truth)
  return share(present.filter(({ said }) => !said).length, present.length)
}

/** Of texts rightly split: each part goes to one piece of its own, such that most words lie in their part's piece. */
function wordsInRightPiece(read: readonly Read[]): number | null {
  const found = read.filter(({ labelled, coached }) => labelled.problems > 1 && coached.parts.length > 1)
  const counted = found.map(({ labelled, coached }) => wordsPlaced(labelled, coached.parts))
  return share(
    counted.reduce((sum, { right }) => sum + right, 0),
    counted.reduce((sum, { all }) => sum + all, 0),
  )
}

function wordsPlaced({ text, parts }: IntakeCase, pieces: readonly string[]): { right: number; all: number } {
  let end = 0
  const spans = pieces.map((piece) => {
    const start = text.indexOf(piece, end)
    end = start + piece.length
    return { start, end }
  })
  const words = parts.map((strings) => strings.flatMap((string) => wordPlaces(string, text.indexOf(string))))
  const inside = words.map((places) =>
    spans.map((span) => places.filter((place) => place >= span.start && place < span.end).length),
  )
  return { right: bestAssignment(inside, new Set()), all: words.flat().length }
}

function wordPlaces(string: string, offset: number): number[] {
  return [...string.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => offset + index)
}

function bestAssignment([first, ...rest]: readonly number[][], taken: ReadonlySet<number>): number {
  if (first === undefined) return 0
  const choices = first.map((count, piece) =>
    taken.has(piece) ? 0 : count + bestAssignment(rest, new Set([...taken, piece])),
  )
  return Math.max(bestAssignment(rest, taken), ...choices)
}

function linesOf(lang: string, { several, missing, missingAll, present, words }: IntakeFigures): string[] {
  return [
    `${lang}: several problems ${shown(several)}, words in the right piece ${percent(words)}`,
    `${lang}: missing fields ${shown(missingAll)}`,
    ...fields.map((field) => `${lang}: missing ${field} ${shown(missing[field])}`),
    `${lang}: present recall steps ${percent(present.steps)}, goal ${percent(present.goal)}`,
  ]
}

function shown({ precision, recall }: Figure): string {
  return `precision ${percent(precision)}, recall ${percent(recall)}`
}

function percent(value: number | null): string {
  return value === null ? 'none' : value.toFixed(2)
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
