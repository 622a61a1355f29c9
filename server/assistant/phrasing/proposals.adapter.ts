import * as v from 'valibot'
import { readSaid } from './choice.adapter.ts'
import { messagesForProposals, proposalsAmong } from './domain/proposals.ts'
import { makeModel, type LlmSettings, type ModelDeps } from './model.adapter.ts'
import type { Proposing } from './phrasing.port.ts'

/** Somebody waits beside an article: longer than a client does for an answer. */
const limits = { patienceMs: 15_000, mostAtOnce: 4, mostOfDesk: 1, mostTokens: 800 }
/** More than that is no form that was asked for. */
const mostSaid = 100
const form = v.object({ phrasings: v.pipe(v.array(v.string()), v.maxLength(mostSaid)) })

/** A4: null where no endpoint is set: there is nobody to be asked. */
export function makeProposing(settings: LlmSettings | null, deps: ModelDeps): Proposing | null {
  if (settings === null) return null
  const ask = makeModel(settings, limits, deps)
  return {
    propose: (article) =>
      ask(article.deskId, messagesForProposals(article), (body) =>
        proposalsAmong(v.parse(form, readSaid(body)).phrasings, article),
      ),
  }
}
