import { finished, type Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../refusal.ts'

/** What one request sends. */
export type Incoming = {
  /**
   * As it comes, some pieces at a time, and no more than so many bytes. Pieces are empty once the next ones are asked for. Throws where it
   * is more, breaks off, or nothing comes for long.
   */
  atMost(bytes: number): AsyncIterable<readonly Uint8Array[]>
  /** What has come until now was all: somebody else goes on. */
  end(): void
}

/** A connection that is dead without knowing holds its upload no longer than this: whoever comes back may go on. */
const mostIdleMilliseconds = 15_000
/** So much of an upload waits in memory for the disk. */
const mostWaitingBytes = 512 * 1024

/** Together, in bytes for each millisecond, where several come side by side: an eighth of a gigabit, so that messages go first. */
const bytesTogether = 16 * 1024

/** How fast uploads come into this process: one alone as fast as it can, several side by side with a share each. */
export type UploadPace = { begin(): () => void; take(bytes: number): Promise<void> }

export function makeUploadPace(): UploadPace {
  let coming = 0
  let freeAt = 0
  return {
    begin() {
      coming += 1
      return () => {
        coming -= 1
      }
    },
    async take(bytes) {
      if (coming < 2) return
      const at = performance.now()
      freeAt = Math.max(freeAt, at) + bytes / bytesTogether
      if (freeAt - at >= 1) await pause(freeAt - at)
    },
  }
}

/**
 * Pieces go on as the connection has them: web streams would copy each, and collecting twice the file as garbage costs more than all
 * the rest. While some are written, the next ones gather. The end of reading is not the end of the connection, by which the answer leaves.
 */
export function makeIncoming(source: Readable, pace: UploadPace): Incoming {
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let ending: 'whole' | 'broken' | null = null
  let wake: (() => void) | null = null

  function end(how: 'whole' | 'broken'): void {
    ending ??= how
    wake?.()
  }

  function take(piece: Uint8Array): void {
    waiting.push(piece)
    waitingBytes += piece.length
    if (waitingBytes >= mostWaitingBytes) source.pause()
    wake?.()
  }

  /** All that waits; null once there is nothing more to come. */
  async function next(): Promise<{ pieces: Uint8Array[]; bytes: number } | null> {
    while (waiting.length === 0) {
      if (ending === 'whole') return null
      if (ending === 'broken') throw new Refusal('upload_elsewhere')
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    const taken = { pieces: waiting, bytes: waitingBytes }
    waiting = []
    waitingBytes = 0
    source.resume()
    return taken
  }

  return {
    end: () => end('whole'),
    async *atMost(bytes) {
      const patience = setTimeout(() => end('broken'), mostIdleMilliseconds)
      const unwatch = finished(source, { writable: false }, (error) => end(error ? 'broken' : 'whole'))
      const leave = pace.begin()
      source.on('data', take)
      try {
        let left = bytes
        for (let some = await next(); some !== null; some = await next()) {
          left -= some.bytes
          if (left < 0) throw new Refusal('file_too_large', { maxBytes: bytes })
          yield some.pieces
          giveBack(some.pieces)
          await pace.take(some.bytes)
          patience.refresh()
        }
      } finally {
        leave()
        clearTimeout(patience)
        unwatch()
        source.off('data', take).pause()
      }
    },
  }
}

/** What is written is given back at once: the collector does not see how much lies outside of its heap, and comes only after tens of megabytes. */
function giveBack(pieces: readonly Uint8Array[]): void {
  for (const { buffer, byteLength } of pieces)
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
