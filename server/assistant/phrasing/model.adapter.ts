import { askJson } from '#server/platform/http/askJson.ts'
import type { Log } from '#server/platform/log.ts'
import type { Message } from './domain/choice.ts'

/** An endpoint that speaks as OpenAI's chat completions do. `url`: up to its `/v1`, or with the whole path. */
export type LlmSettings = { url: string; key: string | null; model: string }
/** `now` in milliseconds, from any instant on. */
export type ModelDeps = { log: Pick<Log, 'warn'>; now?: () => number }
/** `mostAtOnce`: answers that nobody waits for any more still cost whoever pays for the model. */
export type ModelLimits = { patienceMs: number; mostAtOnce: number; mostOfDesk: number; mostTokens: number }
/** Null: it is too busy, is left alone, fails or says what `read` throws on. Never later than its patience. */
export type AskModel = <Said>(
  deskId: string,
  messages: readonly Message[],
  read: (body: unknown) => Said,
) => Promise<Said | null>

/** After so many failures in a row it is left alone for a while. */
const mostFailures = 5
const restMs = 30_000

export function makeModel(
  { url, key, model }: LlmSettings,
  { patienceMs, mostAtOnce, mostOfDesk, mostTokens }: ModelLimits,
  { log, now = () => performance.now() }: ModelDeps,
): AskModel {
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

  return async (deskId, messages, read) => {
    if (!mayAsk(deskId)) return null
    count(deskId, 1)
    try {
      const asking = { model, messages, temperature: 0, max_tokens: mostTokens }
      const signal = AbortSignal.timeout(patienceMs)
      const { status, body } = await askJson({ url: endpoint, headers, body: JSON.stringify(asking), signal })
      if (status !== 200) throw new Error(`the language model answered ${status}`)
      const said = read(body)
      failures = 0
      return said
    } catch (error) {
      failed(error)
      return null
    } finally {
      count(deskId, -1)
    }
  }
}
