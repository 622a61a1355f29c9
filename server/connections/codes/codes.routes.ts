import type { CodePage, ListCodesInput } from '#contract/connections/codes.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { readCursor, writeCursor } from '#server/platform/http/cursor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { withAttempt } from './guesses.commands.ts'
import { presentPreviewed } from './codePreview.present.ts'
import type { CodeSendingPort } from './codeSending.port.ts'
import { findNotifiedPortal, issueCode, revokeCode, sendCode } from './codes.commands.ts'
import { digestOf, formatCode, normalizeCode } from './domain/code.ts'
import { lifeOf } from './domain/codeState.ts'
import { previewCode } from './codePreview.queries.ts'
import { presentCode, presentMoment } from './codes.present.ts'
import * as codes from './codes.sql.ts'

export type CodeRoutesDeps = { db: Db; secrets: Secrets; sendDeps: CodeSendingPort }

export type CodeRouteName = 'previewCode' | 'listCodes' | 'readCodeLife' | 'issueCode' | 'sendCode' | 'revokeCode'

export function codeRoutes({ db, secrets, sendDeps }: CodeRoutesDeps): Handlers<CodeRouteName> {
  const { pepper } = secrets

  async function list(deskId: string, input: ListCodesInput, at: Date): Promise<CodePage> {
    const { limit } = input
    const after = input.cursor === undefined ? null : readCursor(input.cursor)
    const found = await codes.listCodes(db, deskId, { ...input, limit: limit + 1, at }, after)
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      codes: shown.map((code) => presentCode(code, at)),
      nextCursor:
        found.length > limit && last !== undefined ? writeCursor({ at: last.issuedAt, id: last.codeId }) : null,
    }
  }

  return {
    async previewCode(input, { actor, at, transaction }) {
      const preview = await withAttempt(transaction, actor.memberId, () =>
        previewCode({ tx: db, at }, actor, digestOf(input.code, pepper)),
      )
      return presentPreviewed(preview)
    },

    listCodes: (input, { actor, at }) => list(actor.desk.deskId, input, at),
    async readCodeLife({ codeId }, { actor, at }) {
      const code = await codes.findCode(db, codeId)
      if (code === null || code.deskId !== actor.desk.deskId) throw new Refusal('not_found')
      return { moments: lifeOf(code, await codes.listUses(db, codeId), at).map(presentMoment) }
    },
    async issueCode(input, { actor, at, transaction }) {
      const { code, issued } = await transaction((unit) => issueCode(unit, actor, actor.desk.deskId, input, pepper))
      const canNotify = (await findNotifiedPortal({ tx: db, at }, issued)) !== null
      return { code, view: presentCode(issued, at), canNotify }
    },
    async sendCode({ codeId, code }, { actor, at, transaction }) {
      const given = {
        codeId,
        codeHash: digestOf(code, pepper),
        sealedCode: secrets.seal(formatCode(normalizeCode(code) ?? '')),
      }
      return presentCode(await transaction((unit) => sendCode(unit, sendDeps, actor, actor.desk.deskId, given)), at)
    },
    async revokeCode({ codeId }, { actor, at, transaction }) {
      return presentCode(await transaction((unit) => revokeCode(unit, actor, actor.desk.deskId, codeId)), at)
    },
  }
}
