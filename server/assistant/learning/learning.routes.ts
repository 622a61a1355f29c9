import type { NamedAnswer } from '#contract/assistant/learning.types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { readFigures } from './figures.queries.ts'
import { listQuestionsOfGap, readGaps, type GapReads } from './gaps.queries.ts'
import { acceptPhrasing, dismissGap, nameAnswer } from './learning.commands.ts'
import { readNamedAnswer } from './namedAnswer.queries.ts'
import { rehearse, type RehearsalReads } from './rehearsal.queries.ts'

export type LearningRoutes =
  | 'readAssistantFigures'
  | 'readGaps'
  | 'acceptPhrasing'
  | 'dismissGap'
  | 'readNamedAnswer'
  | 'nameAnswer'
  | 'rehearseArticle'

export function learningRoutes(deps: GapReads & RehearsalReads): Handlers<LearningRoutes> {
  const named = (actor: StaffActor, ticketId: string): Promise<NamedAnswer> => readNamedAnswer(deps.db, actor, ticketId)
  return {
    readAssistantFigures: (_input, { actor, at }) => readFigures(deps.db, actor.desk.deskId, at),
    readGaps: (_input, { actor, at }) => readGaps(deps, actor.desk.deskId, at),
    async acceptPhrasing(input, { actor, at, transaction }) {
      await transaction((unit) => acceptPhrasing(unit, actor, input))
      return readGaps(deps, actor.desk.deskId, at)
    },
    async dismissGap({ attemptId }, { actor, at, transaction }) {
      const { deskId } = actor.desk
      const attemptIds = await listQuestionsOfGap(deps.db, deskId, { attemptId, at })
      await transaction((unit) => dismissGap(unit, actor, attemptIds))
      return readGaps(deps, deskId, at)
    },
    readNamedAnswer: ({ ticketId }, { actor }) => named(actor, ticketId),
    async nameAnswer(input, { actor, transaction }) {
      await named(actor, input.ticketId)
      await transaction((unit) => nameAnswer(unit, actor, input))
      return named(actor, input.ticketId)
    },
    rehearseArticle: (input, { actor }) => rehearse(deps, actor.desk.deskId, input),
  }
}
