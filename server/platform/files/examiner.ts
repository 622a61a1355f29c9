import { fork, type ChildProcess } from 'node:child_process'
import * as v from 'valibot'
import type { Examined, Question } from './examination.ts'

export type Examiner = {
  /** Looks into a file of this machine; the thumbnail, if there is one, then lies at its path. */
  examine(path: string, thumbnail: string): Promise<Examined>
  stop(): void
}

/** A picture of a side of 30,000 pixels, or of more than 100 million in all, is one that breaks the reader's computer. */
const limits = { mostPixels: 100_000_000, mostSide: 29_999, thumbnailSide: 480 }
const mostMilliseconds = 60_000
/** A process that is not needed for so long gives its memory back. */
const keptMilliseconds = 10_000

const said = v.union([
  v.object({
    examined: v.object({
      digest: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)),
      type: v.nullable(v.string()),
      isText: v.boolean(),
      isMarkup: v.boolean(),
      picture: v.nullable(v.object({ width: v.number(), height: v.number() })),
      trouble: v.nullable(v.picklist(['too large', 'damaged'])),
      hasThumbnail: v.boolean(),
    }),
  }),
  v.object({ missing: v.literal(true) }),
  v.object({ failed: v.string() }),
])

type Kept = { child: ChildProcess; ending: NodeJS.Timeout }

/**
 * Looks into files in processes of their own, with little memory, no secrets, and an end: one that takes too long or dies has looked
 * into something damaged. So many at once as there are callers; who calls takes turns before (`costly`).
 */
export function makeExaminer(): Examiner {
  const idle: Kept[] = []
  const all = new Set<ChildProcess>()

  function start(): ChildProcess {
    const child = fork(new URL('examinerProcess.ts', import.meta.url), [], {
      execArgv: ['--max-old-space-size=96'],
      env: { VIPS_CONCURRENCY: '1', UV_THREADPOOL_SIZE: '2' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    all.add(child)
    child.on('error', () => {})
    child.once('exit', () => all.delete(child))
    return child
  }

  function take(): ChildProcess {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      clearTimeout(kept.ending)
      if (kept.child.connected) return kept.child
    }
    return start()
  }

  function keep(child: ChildProcess): void {
    const end = () => {
      const place = idle.findIndex((one) => one.child === child)
      if (place !== -1) idle.splice(place, 1)
      child.kill('SIGKILL')
    }
    idle.push({ child, ending: setTimeout(end, keptMilliseconds).unref() })
  }

  async function askOne(question: Question): Promise<unknown> {
    const child = take()
    const answer = await ask(child, question)
    if (answer === null) child.kill('SIGKILL')
    else keep(child)
    return answer
  }

  return {
    async examine(path, thumbnail) {
      // Once more: whoever stops a machine, or fills it, ends processes that did nothing wrong.
      const answer = (await askOne({ path, thumbnail, ...limits })) ?? (await askOne({ path, thumbnail, ...limits }))
      const parsed = v.safeParse(said, answer)
      if (parsed.success && 'missing' in parsed.output) throw new Error('a file that was to be examined is not there')
      return parsed.success && 'examined' in parsed.output ? parsed.output.examined : unreadable
    },
    stop() {
      for (const { ending } of idle) clearTimeout(ending)
      for (const child of all) child.kill('SIGKILL')
    },
  }
}

const unreadable: Examined = {
  digest: '',
  type: null,
  isText: false,
  isMarkup: false,
  picture: null,
  trouble: 'damaged',
  hasThumbnail: false,
}

/** Null where it has died, or has not come to an end. */
function ask(child: ChildProcess, question: Question): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const patience = setTimeout(() => resolve(null), mostMilliseconds)
  const gone = () => resolve(null)
  child.once('message', resolve).once('exit', gone)
  if (!child.connected) gone()
  else child.send(question, (error) => error !== null && gone())
  return promise.finally(() => {
    clearTimeout(patience)
    child.off('message', resolve).off('exit', gone)
  })
}
