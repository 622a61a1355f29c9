import type { RouteName } from '#contract/routes.ts'
import { routeNames } from '#test/server/goodInputs.ts'
import { makeFaults, type Fault } from './faults.ts'
import type { Ground } from './ground.ts'
import { planCalls } from './groups/calls.ts'
import { planEvents } from './groups/events.ts'
import { planPages } from './groups/pages.ts'
import { planPortalAnswers } from './groups/portalAnswers.ts'
import { planSockets } from './groups/sockets.ts'
import { planUploads } from './groups/uploads.ts'
import { openLogbook } from './logbook.ts'
import { makePace, type Slow } from './pace.ts'
import { randomOf } from './random.ts'
import { renew } from './renew.ts'
import { openSender } from './send.ts'
import type { Planner, Run } from './step.ts'
import { makeTally, type Counts } from './tally.ts'
import { watchProcess } from './watchProcess.ts'

export type Size = {
  seed: number
  seconds: number
  /** On a busy machine it takes longer than that: so many steps are made in any case. */
  leastSteps?: number
  /** A call that is not answered by then hangs; what the process waits for a processor is added to it. */
  patienceMs: number
  /** Everything, what sends and opens files, or calls of these routes alone: enough to show that a fault is found. */
  tries: 'everything' | 'uploads' | readonly RouteName[]
  /** The last part of the time, in which portals answer whatever they like. */
  portalShare: number
  /** In which of the ways of `twists.ts`. */
  portalAnswers: readonly string[]
  onStep?: (label: string) => void
}
export type Report = {
  seed: number
  steps: number
  seconds: number
  rows: [string, Counts][]
  kinds: [string, Counts][]
  faults: Fault[]
  slowest: Slow[]
}

/** Where a portal has opened a page with a damaged token, or does not answer as it should, its jobs have to fail; they are tried again. */
export const jobsTriedAgain = /^Failed task .* with error '(?:portal_unreachable|portal_not_installed)'/
type Tell = (label: string) => void

const atOnce = 16
const shownSlow = 5
/** After so many steps what they have used up is made anew. */
const perRound = 600

/** The same seed asks the same in the same order; how far it comes depends on the time. */
export async function fuzz(ground: Ground, size: Size): Promise<Report> {
  const { seed, seconds, patienceMs } = size
  const run: Run = {
    ground,
    seed,
    patienceMs,
    sender: openSender(ground.url, patienceMs),
    logbook: openLogbook(ground),
    faults: makeFaults(),
    pace: makePace(),
    rows: makeTally(rowsOf(size.tries)),
    kinds: makeTally(),
  }
  let lastStep = ''
  const tell = (label: string) => {
    lastStep = label
    size.onStep?.(label)
  }
  const watched = watchProcess(run.faults, () => lastStep)
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  const portalsFrom = size.tries === 'everything' ? endsAt - portalsMilliseconds(size) : endsAt
  try {
    const steps = await play(run, {
      kind: 'step',
      planner: mixed(run, size.tries),
      until: portalsFrom,
      least: size.leastSteps ?? 0,
      tell,
      width: atOnce,
    })
    collectLog(run, lastStep)
    const late = size.tries === 'everything' ? await playPortals(run, size, tell) : 0
    collectLog(run, lastStep)
    return {
      seed,
      steps: steps + late,
      seconds: (performance.now() - startedAt) / 1000,
      rows: run.rows.rows(),
      kinds: run.kinds.rows(),
      faults: run.faults.all(),
      slowest: run.pace.slowest(shownSlow),
    }
  } finally {
    watched.stop()
    run.sender.close()
  }
}

function rowsOf(tries: Size['tries']): readonly RouteName[] {
  return tries === 'everything' ? routeNames : tries === 'uploads' ? [] : tries
}

/** Of a hundred steps most are calls; the others go in between, as they would. */
function mixed(run: Run, tries: Size['tries']): Planner {
  if (tries === 'uploads') return planUploads(run)
  if (tries !== 'everything') return planCalls(run, tries)
  const calls = planCalls(run, routeNames)
  const others: Planner[] = [planPages(run), planEvents(run), planSockets(run), planUploads(run)]
  return (step) => (step.random.chance(0.85) ? calls(step) : step.random.pick(others)(step))
}

const portalsMilliseconds = ({ seconds, portalShare }: Size): number => seconds * 1000 * portalShare

async function playPortals(run: Run, size: Size, tell: Tell): Promise<number> {
  const answers = planPortalAnswers(run, size.portalAnswers)
  const until = performance.now() + portalsMilliseconds(size)
  try {
    return await play(run, { kind: 'portal', planner: answers.planner, until, least: 0, tell, width: 1 })
  } finally {
    answers.stop()
  }
}

type Part = { kind: string; planner: Planner; until: number; least: number; tell: Tell; width: number }

async function play(run: Run, { kind, planner, until, least, tell, width }: Part): Promise<number> {
  let number = 0
  const isOver = () => performance.now() >= until && number >= least
  const worker = async (last: number) => {
    while (number < last && !isOver()) {
      number += 1
      const step = { number, label: `${kind} ${number}`, random: randomOf(run.seed, kind, number) }
      tell(step.label)
      await planner(step)()
    }
  }
  while (!isOver()) {
    await renew(run.ground, randomOf(run.seed, kind, 'round', number))
    const last = number + perRound
    await Promise.all(Array.from({ length: width }, () => worker(last)))
  }
  return number
}

/** Errors that no answer has told of: jobs, reactions, pages. */
function collectLog(run: Run, step: string): void {
  for (const { row, message } of run.logbook.rest()) {
    if (jobsTriedAgain.test(message)) continue
    const kind = routeNames.some((name) => name === row) ? 'internal' : 'logged'
    run.faults.add({ row, role: '-', kind, message, example: { step, input: '' } })
  }
}
