import { askJson } from '#server/platform/http/askJson.ts'
import type { Log } from '#server/platform/log.ts'
import { readChoice } from './choice.adapter.ts'
import { messagesFor, mostPassages } from './domain/choice.ts'
import type { Phrasing } from './phrasing.port.ts'

/** An endpoint that speaks as OpenAI's chat completions do. `url`: up to its `/v1`, or with the whole path. */
export type LlmSettings = { url: string; key: string | null; model: string }

const patienceMs = 1500
/** Answers that nobody waits for any more still cost whoever pays for the model. */
const mostAtOnce = 8
const mostOfDesk = 2
/** After so many failures in a row it is left alone for a while. */
const mostFailures = 5
const restMs = 30_000
const mostTokens = 600

/** A4: where no endpoint is set, everything is answered plainly. `now` in milliseconds, from any instant on. */
export function makePhrasing(
  settings: LlmSettings | null,
  { log, now = () => performance.now() }: { log: Pick<Log, 'warn'>; now?: () => number },
): Phrasing {
  if (settings === null) return { choose: async () => null }
  const { url, key, model } = settings
  const endpoint = url.endsWith('/chat/completions') ? url : `${url.replace(/\/$/, '')}/chat/completions`
  const headers = { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) }
  const busy = new Map<string, number>()
  let failures = 0
  let restsUntil = -Infinity

  function mayAsk(deskId: string): boolean {
    const all = Array.from(busy.values()).reduce((sum, one) => sum + one, 0)
    return now() >= restsUntil && all < mostAtOnce && (busy.get(deskId) ?? 0) < mostOfDesk
  }

  function count(deskId: string, step: 1 | -1): void {
    const left = (busy.get(deskId) ?? 0) + step
    if (left === 0) busy.delete(deskId)
    else busy.set(deskId, left)
  }

  function failed(error: unknown): void {
    failures += 1
    if (failures < mostFailures) return
    failures = 0
    restsUntil = now() + restMs
    // No words of a question or of an answer: only what kind of failure it is.
    log.warn(
      { reason: error instanceof Error ? error.name : 'unknown' },
      'the language model is left alone for a while',
    )
  }

  return {
    async choose(question, found) {
      const passages = found.slice(0, mostPassages)
      if (passages.length === 0 || !mayAsk(question.deskId)) return null
      count(question.deskId, 1)
      try {
        const messages = messagesFor(question, passages)
        const asking = { model, messages, temperature: 0, max_tokens: mostTokens }
        const signal = AbortSignal.timeout(patienceMs)
        const { status, body } = await askJson({ url: endpoint, headers, body: JSON.stringify(asking), signal })
        if (status !== 200) throw new Error(`the language model answered ${status}`)
        const choice = readChoice(body, passages)
        failures = 0
        return choice
      } catch (error) {
        failed(error)
        return null
      } finally {
        count(question.deskId, -1)
      }
    },
  }
}
