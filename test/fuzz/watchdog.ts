import { writeSync } from 'node:fs'
import { Worker, isMainThread, workerData } from 'node:worker_threads'

/**
 * A server that computes without end takes the fuzzer in the same process along: this thread notices that nothing moves any more,
 * says after which step, and ends the process. The database's guard ends with it.
 */
const patienceMs = 60_000
const labelBytes = 64
type Shared = { beat: SharedArrayBuffer; label: SharedArrayBuffer }

export function startWatchdog(): { step(label: string): void; stop(): Promise<unknown> } {
  const shared: Shared = { beat: new SharedArrayBuffer(4), label: new SharedArrayBuffer(labelBytes) }
  const worker = new Worker(new URL(import.meta.url), { workerData: shared })
  worker.unref()
  const beats = new Int32Array(shared.beat)
  const beating = setInterval(() => Atomics.add(beats, 0, 1), 500)
  beating.unref()
  return {
    step: (label) => void new TextEncoder().encodeInto(label.padEnd(labelBytes), new Uint8Array(shared.label)),
    stop() {
      clearInterval(beating)
      return worker.terminate()
    },
  }
}

function watch({ beat, label }: Shared): void {
  const beats = new Int32Array(beat)
  let seen = -1
  setInterval(() => {
    const now = Atomics.load(beats, 0)
    if (now === seen) {
      const step = new TextDecoder().decode(Uint8Array.from(new Uint8Array(label))).trim()
      writeSync(1, `\nthe process hangs since ${step}\n0 passed, 1 failed\n`)
      process.kill(process.pid, 'SIGKILL')
    }
    seen = now
  }, patienceMs)
}

if (!isMainThread && isShared(workerData)) watch(workerData)

function isShared(data: unknown): data is Shared {
  return typeof data === 'object' && data !== null && 'beat' in data && 'label' in data
}
