import { Worker, type ResourceLimits } from 'node:worker_threads'

/** Loading a library takes half a second of a core, which is more than most files take; kept for ever it would fill the memory. */
const keptMilliseconds = 5000

/** A thread for one file after the other: one that failed ends with its file, any other one when none was wanted for a while. */
export function keptThread(
  script: URL,
  limits?: ResourceLimits,
): <Result>(use: (thread: Worker) => Promise<Result>) => Promise<Result> {
  let kept: { thread: Worker; ending: NodeJS.Timeout } | null = null

  function take(): Worker {
    if (kept === null) return start()
    const { thread, ending } = kept
    kept = null
    clearTimeout(ending)
    thread.ref()
    return thread
  }

  function start(): Worker {
    const thread = new Worker(script, limits === undefined ? {} : { resourceLimits: limits })
    // Whoever uses it hears of an error; nobody does while it is kept.
    thread.on('error', () => {})
    thread.on('exit', () => forget(thread))
    return thread
  }

  function forget(thread: Worker): void {
    if (kept?.thread === thread) kept = null
  }

  function keep(thread: Worker): void {
    thread.unref()
    const end = () => {
      // At once: it would be taken for the next file until it has ended.
      forget(thread)
      void thread.terminate()
    }
    kept = { thread, ending: setTimeout(end, keptMilliseconds).unref() }
  }

  return async (use) => {
    const thread = take()
    try {
      const result = await use(thread)
      keep(thread)
      return result
    } catch (error) {
      await thread.terminate()
      throw error
    }
  }
}
