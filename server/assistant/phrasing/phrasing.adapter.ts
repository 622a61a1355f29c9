import { readChoice } from './choice.adapter.ts'
import { messagesFor, mostPassages } from './domain/choice.ts'
import { makeModel, type LlmSettings, type ModelDeps } from './model.adapter.ts'
import type { Phrasing } from './phrasing.port.ts'

const limits = { patienceMs: 1500, mostAtOnce: 8, mostOfDesk: 2, mostTokens: 600 }

/** A4: where no endpoint is set, everything is answered plainly. */
export function makePhrasing(settings: LlmSettings | null, deps: ModelDeps): Phrasing {
  if (settings === null) return { choose: async () => null }
  const ask = makeModel(settings, limits, deps)
  return {
    async choose(question, found) {
      const passages = found.slice(0, mostPassages)
      if (passages.length === 0) return null
      return ask(question.deskId, messagesFor(question, passages), (body) => readChoice(body, passages))
    },
  }
}
