import type { Ground } from './ground.ts'
import { isRecord } from './records.ts'

export type Logged = { row: string; message: string }
export type Logbook = {
  /** What the server logged about the call with this id; pages have none, they go by their path. */
  of(requestId: string | undefined, path: string): string
  /** Everything that nobody has asked for: errors that no call has answered for. */
  rest(): Logged[]
}

/** The server's log beside its answers: a call that fails writes its line before it is answered. */
export function openLogbook({ takeErrors }: Pick<Ground, 'takeErrors'>): Logbook {
  const byRequest = new Map<string, Logged>()
  const others: Logged[] = []

  function read() {
    for (const line of takeErrors()) {
      const row = textIn(line, 'route') || textIn(line, 'path') || 'the log'
      const logged = { row, message: `${line.msg}: ${sentenceOf(line['err'] ?? line['error'])}` }
      if (typeof line['requestId'] === 'string') byRequest.set(line['requestId'], logged)
      else others.push(logged)
    }
  }

  function takeOf(path: string): Logged | undefined {
    const index = others.findIndex(({ row }) => row === path)
    return index < 0 ? undefined : others.splice(index, 1)[0]
  }

  return {
    of(requestId, path) {
      read()
      const found = requestId === undefined ? takeOf(path) : byRequest.get(requestId)
      byRequest.delete(requestId ?? '')
      return found?.message ?? 'nothing was logged'
    },
    rest() {
      read()
      const taken = [...others.splice(0), ...byRequest.values()]
      byRequest.clear()
      return taken
    },
  }
}

/** What was thrown, and the first place of ours that it came from. */
function sentenceOf(error: unknown): string {
  if (!isRecord(error)) return typeof error === 'string' ? error : ''
  const place = /at .*?((?:server|test)\/[\w/.-]+\.ts)/.exec(textIn(error, 'stack'))?.[1]
  const sentence = `${textIn(error, 'type')} ${textIn(error, 'message').slice(0, 160)}`
  return place === undefined ? sentence : `${sentence} (${place})`
}

function textIn(record: Record<string, unknown>, key: string): string {
  const value = record[key]
  return typeof value === 'string' ? value : ''
}
