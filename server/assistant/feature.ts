import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { areArticles } from '#server/knowledge/articles/reading.queries.ts'
import type { Retrieval } from '#server/knowledge/retrieval/retrieval.port.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { AnsweringPort } from '#server/tickets/answering.port.ts'
import type { AssistantPort } from '#server/tickets/assistant.port.ts'
import type { TicketDeps } from '#server/tickets/feature.ts'
import { askLater, dialogueJobs, endLater, type DialogueTask } from './dialogue/dialogue.jobs.ts'
import type { DialogueReads } from './dialogue/dialogue.queries.ts'
import { dialogueRoutes, type DialogueRoutes } from './dialogue/dialogue.routes.ts'
import { learningCrontab, learningJobs } from './learning/learning.jobs.ts'
import { learningRoutes, type LearningRoutes } from './learning/learning.routes.ts'
import { forgetAsked, learning } from './learning/recording.sql.ts'
import type { LlmSettings } from './phrasing/model.adapter.ts'
import { makePhrasing } from './phrasing/phrasing.adapter.ts'
import { makeProposing } from './phrasing/proposals.adapter.ts'
import { proposalRoutes, type ProposalRoutes } from './phrasing/proposals.routes.ts'
import './dialogue/dialogue.tables.ts'
import './learning/learning.tables.ts'

type AssistantDeps = FeatureDeps &
  TermsPort &
  Pick<DialogueReads, 'answeringDesk'> & {
    answering: AnsweringPort
    ticketDeps: TicketDeps
    retrieval: Pick<Retrieval, 'find' | 'rehearse'>
    /** Null: everything is answered plainly. */
    languageModel: LlmSettings | null
  }

export type { LlmSettings } from './phrasing/model.adapter.ts'

/** A1–A4: the assistant, which answers first from what the desk has written down. */
export function assistantFeature(
  deps: AssistantDeps,
): Feature<DialogueRoutes | LearningRoutes | ProposalRoutes, DialogueTask | 'sweepAttempts'> {
  const dialogue = { ...deps, learning, phrasing: makePhrasing(deps.languageModel, deps) }
  return {
    handlers: {
      ...dialogueRoutes(dialogue),
      ...learningRoutes(deps),
      ...proposalRoutes({ proposing: makeProposing(deps.languageModel, deps) }),
    },
    jobs: { ...dialogueJobs(dialogue), ...learningJobs(deps) },
    crontab: learningCrontab,
    forget: forgetAsked,
  }
}

/** What tickets ask of it. */
export function assistantPort(addJob: AddJob): AssistantPort {
  return {
    isOn: areArticles,
    async asked(unit, ticketId, silentAt) {
      await askLater(unit, addJob, ticketId)
      await endLater(unit, addJob, ticketId, silentAt)
    },
  }
}
