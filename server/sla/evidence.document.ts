import type { Evidence } from '#contract/sla/evidence.types.ts'
import type { Language } from '#contract/common.ts'
import { categories, priorities } from '#contract/regulations/base.types.ts'
import type { PdfDocument, PdfPart } from '#server/platform/files/pdf.ts'
import { evidenceTexts, type EvidenceTexts } from './evidence.texts.ts'

export type EvidenceReader = { number: string; language: Language; timeZone: string }

type Says = { words: EvidenceTexts; moment: (at: string) => string; span: (seconds: number) => string }

/** S5: the same facts as the JSON export has, in words; times by the reader's clock, the desk's zones named. */
export function evidenceDocument(evidence: Evidence, { number, language, timeZone }: EvidenceReader): PdfDocument {
  const words = evidenceTexts[language]
  const says: Says = {
    words,
    moment: (at) => momentOf(at, language, timeZone),
    span: (seconds) => spanOf(seconds, words.units, language),
  }
  const title = words.title(number)
  return {
    language,
    title,
    foot: `${title} · ${words.clock[evidence.clock]}`,
    parts: [
      { part: 'facts', facts: factsOf(evidence, says, timeZone) },
      { part: 'heading', text: words.promises },
      ...evidence.promises.flatMap((promise) => promiseParts(promise, says)),
      ...hoursParts(evidence, says, language),
      { part: 'heading', text: words.strip },
      stripTable(evidence, says),
      { part: 'small', text: words.pausedHelp },
      { part: 'small', text: words.check },
    ],
  }
}

function factsOf(evidence: Evidence, { words, moment, span }: Says, timeZone: string): [string, string][] {
  const { clock, startedAt, until, workingSeconds, promises } = evidence
  const inForce = promises.at(-1)
  const left = inForce?.remainingSeconds ?? null
  const standing = left === null ? '—' : words.stands(span(left))
  const deadline = inForce?.deadline ?? null
  return [
    [words.state, `${words.clock[clock]}: ${stateOf(evidence.state, { words, moment, span })}`],
    [words.deadline, deadline === null ? standing : moment(deadline)],
    [words.started, moment(startedAt)],
    [words.until, moment(until)],
    [words.inAll, span(workingSeconds)],
    [words.zone, timeZone],
  ]
}

function stateOf(state: Evidence['state'], { words, moment }: Says): string {
  switch (state.status) {
    case 'absent':
    case 'running':
      return words[state.status]
    case 'paused':
      return words.paused(words.reason[state.reason])
    case 'met':
    case 'stopped':
      return words[state.status](moment(state.at))
    case 'breached':
      return state.isByRetargeting ? words.lateByTarget(moment(state.at)) : words.late(moment(state.at))
  }
}

function promiseParts({ since, subject, target, outcome, steps, timeZone }: Evidence['promises'][number], says: Says) {
  const { words, moment, span } = says
  const category = categories.find((known) => known === subject.category)
  const priority = priorities.find((known) => known === subject.priority)
  const what = [
    category === undefined ? words.noCategory : words.category[category],
    ...(priority === undefined ? [] : [words.priority[priority]]),
    targetOf(target, says),
    ...(timeZone === null ? [] : [timeZone]),
  ]
  const said: PdfPart[] = [
    { part: 'text', text: `${words.since(moment(since))}: ${what.join(', ')}; ${words.outcome[outcome]}.` },
  ]
  return steps.length === 0
    ? said
    : [...said, { part: 'steps', steps: steps.map((step) => stepOf(step, { words, moment, span })) } satisfies PdfPart]
}

function targetOf(target: Evidence['promises'][number]['target'], { words, span }: Says): string {
  if (target === null) return words.nothingPromised
  return target.by === 'time' ? words.promisedTime(span(target.minutes * 60)) : words.promisedDay
}

function stepOf(step: Evidence['promises'][number]['steps'][number], { words, moment, span }: Says): string {
  switch (step.step) {
    case 'target':
      return words.stepTarget(span(step.workingSeconds), moment(step.deadline))
    case 'pause': {
      const [from, to] = [moment(step.from), moment(step.to)]
      return words.stepPause(words.reason[step.reason], from, to, span(step.workingSeconds), moment(step.deadline))
    }
    case 'standsStill':
      return words.stepStands(words.reason[step.reason], moment(step.from), span(step.remainingSeconds))
    case 'dueAtOnce':
      return words.stepAtOnce(moment(step.deadline))
  }
}

/** The week as the calendar has it, and of its other dates those that this clock went through. */
function hoursParts({ calendars, startedAt, until }: Evidence, { words }: Says, language: Language): PdfPart[] {
  const [first, last] = [startedAt, until].map((at, index) =>
    new Date(Date.parse(at) + (index === 0 ? -dayMs : dayMs)).toISOString().slice(0, 10),
  )
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const hours = (spans: readonly (readonly [string, string])[]) => {
    if (spans.length === 0) return words.closed
    return spans.map(([from, to]) => (from === '00:00' && to === '24:00' ? words.always : `${from}–${to}`)).join(', ')
  }
  return Object.values(calendars).flatMap(({ timeZone, weekly, exceptions }): PdfPart[] => {
    const days = Object.entries(weekly).map(([day, spans]): [string, string] => [
      // 1 is Monday, as the first of January 2024 was.
      weekday.format(new Date(Date.UTC(2024, 0, Number(day)))),
      hours(spans),
    ])
    const others = Object.entries(exceptions)
      .filter(([day]) => day >= (first ?? day) && day <= (last ?? day))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([day, spans]): [string, string] => [date.format(new Date(`${day}T00:00:00Z`)), hours(spans)])
    return [
      { part: 'heading', text: words.hours },
      { part: 'text', text: words.hoursOf(timeZone) },
      { part: 'facts', facts: [...days, ...others] },
    ]
  })
}

const dayMs = 86_400_000

function stripTable({ strip, workingSeconds }: Evidence, { words, moment, span }: Says): PdfPart {
  return {
    part: 'table',
    head: words.head,
    rows: strip.map(({ kind, reason, from, to, workingSeconds: length }) => [
      moment(from),
      moment(to),
      kind === 'paused' ? words.paused(words.reason[reason ?? 'locked']) : words.kind[kind],
      length === 0 ? '—' : span(length),
    ]),
    sum: [words.sum, '', '', span(workingSeconds)],
  }
}

/** To the second, and to the millisecond where there are any: who adds it up must come to the same. */
function momentOf(at: string, language: Language, timeZone: string): string {
  const instant = new Date(at)
  return new Intl.DateTimeFormat(language, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(instant.getUTCMilliseconds() === 0 ? {} : { fractionalSecondDigits: 3 }),
  }).format(instant)
}

function spanOf(total: number, [hours, minutes, seconds]: EvidenceTexts['units'], language: Language): string {
  const milliseconds = Math.round(total * 1000)
  const whole = [
    { count: Math.floor(milliseconds / 3_600_000), unit: hours },
    { count: Math.floor(milliseconds / 60_000) % 60, unit: minutes },
    { count: (milliseconds % 60_000) / 1000, unit: seconds },
  ].filter(({ count }) => count > 0)
  const said = whole.length > 0 ? whole : [{ count: 0, unit: minutes }]
  return said
    .map(({ count, unit }) => `${new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(count)} ${unit}`)
    .join(' ')
}
