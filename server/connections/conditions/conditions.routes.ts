import type { ConditionsReader } from '#contract/connections/conditionsParts.words.ts'
import type { ConditionsView } from '#contract/connections/conditions.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { makePdf } from '#server/platform/files/pdf.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import { digestOf } from '../codes/domain/code.ts'
import { withAttempt } from '../codes/guesses.commands.ts'
import { findConnection, findLiveConnection } from '../support/support.sql.ts'
import { conditionsDocument } from './conditions.document.ts'
import type { HelpersPort } from '../helpers.port.ts'
import { findHelpers } from '../ownHelpers.queries.ts'
import { presentConditions, type ConditionsOf } from './conditions.present.ts'
import {
  findClientConditions,
  findCodeConditions,
  findOfferConditions,
  findOwnConditions,
} from './conditions.queries.ts'

export type ConditionsRouteName =
  | 'readConditions'
  | 'readCodeConditions'
  | 'readClientConditions'
  | 'exportConditions'
  | 'exportCodeConditions'
  | 'readOfferConditions'
  | 'exportOfferConditions'

export type ConditionsRoutesDeps = HelpersPort & { db: Db; secrets: Secrets; served: Served }

/** E8: by one's own version, by a code or an offer that was not taken yet, and for the desk's people as a client of theirs has it. */
export function conditionsRoutes(deps: ConditionsRoutesDeps): Handlers<ConditionsRouteName> {
  const { db, secrets, served } = deps
  const present = async (found: ConditionsOf, at: Date) =>
    presentConditions(found, await findHelpers(deps, found.desk.deskId), at)

  async function own(actor: Actor, at: Date): Promise<ConditionsView | null> {
    const found = await findOwnConditions({ db, served, at }, actor.memberId)
    return found === null ? null : present(found, at)
  }

  async function ofCode(typed: string, { actor, at, transaction }: Pick<Call, 'actor' | 'at' | 'transaction'>) {
    const codeHash = digestOf(typed, secrets.pepper)
    const found = await withAttempt(transaction, actor.memberId, () =>
      findCodeConditions({ db, served, at }, actor, codeHash),
    )
    return present(found, at)
  }

  async function ofOffer(handoverId: string, { actor, at }: Pick<Call, 'actor' | 'at'>) {
    return present(await findOfferConditions({ db, served, at }, actor, handoverId), at)
  }

  return {
    readConditions: async (_input, { actor, at }) => ({ conditions: await own(actor, at) }),
    readCodeConditions: async ({ code }, call) => ({ conditions: await ofCode(code, call) }),
    async readClientConditions({ connectionId }, { actor, at }) {
      const { deskId } = actor.desk
      const connection = await findConnection(db, connectionId)
      if (connection === null || connection.deskId !== deskId) throw new Refusal('not_found')
      // Of what a portal is that has left, its former desk reads nothing.
      const live = await findLiveConnection(db, connection.memberId)
      if (live?.connectionId !== connectionId) throw new Refusal('not_connected')
      const found = await findClientConditions({ db, served, at }, { deskId, memberId: connection.memberId })
      return { conditions: await present(found, at) }
    },
    async exportConditions(reader, { actor, at, transaction }) {
      const view = await own(actor, at)
      if (view === null) throw new Refusal('no_standard_desk')
      // D5: an export is an act.
      await transaction((unit) =>
        append(unit, [
          {
            type: 'conditions.exported',
            actor: signatureOf(actor, 'client'),
            memberId: actor.memberId,
            deskId: view.deskId,
            payload: { version: view.version },
          },
        ]),
      )
      return fileOf(view, reader)
    },
    exportCodeConditions: async ({ code, ...reader }, call) => fileOf(await ofCode(code, call), reader),
    readOfferConditions: async ({ handoverId }, call) => ({ conditions: await ofOffer(handoverId, call) }),
    exportOfferConditions: async ({ handoverId, ...reader }, call) => fileOf(await ofOffer(handoverId, call), reader),
  }
}

async function fileOf(view: ConditionsView, reader: ConditionsReader): Promise<{ fileName: string; base64: string }> {
  const pdf = await makePdf(conditionsDocument(view, reader))
  return { fileName: `opora-conditions-${view.version}.pdf`, base64: pdf.toString('base64') }
}
