import { helpPath, type HelpPage } from '#contract/knowledge/help.types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { countPublic } from '../articles/reading.queries.ts'
import { endHelpQuestion, setHelpPage, type LockDesk } from './help.commands.ts'
import { findHelpSlug, listWaiting } from './help.sql.ts'

export type HelpRouteName = 'readHelpPage' | 'setHelpPage' | 'endHelpQuestion'
export type HelpRoutesDeps = { db: Db; lockDesk: LockDesk; publicUrl: () => string }

/** E7: the public page as its desk sees it. */
export function helpRoutes(deps: HelpRoutesDeps): Handlers<HelpRouteName> {
  const { db } = deps
  async function read({ desk: { deskId, role } }: StaffActor): Promise<HelpPage> {
    const questions = await listWaiting(db, deskId)
    return {
      slug: await findHelpSlug(db, deskId),
      address: `${deps.publicUrl()}${helpPath}/`,
      canSet: role === 'owner',
      articles: await countPublic(db, deskId),
      questions: questions.map(({ at, ...question }) => ({ ...question, at: at.toISOString() })),
    }
  }
  return {
    readHelpPage: (_input, { actor }) => read(actor),
    async setHelpPage({ slug }, { actor, transaction }) {
      await transaction((unit) => setHelpPage(unit, deps, actor, slug))
      return read(actor)
    },
    async endHelpQuestion({ questionId }, { actor, transaction }) {
      await transaction((unit) => endHelpQuestion(unit, actor, questionId))
      return read(actor)
    },
  }
}
