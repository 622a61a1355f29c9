import { randomUUID } from 'node:crypto'
import type { ParsedInput, RouteName, RouteOutput } from '#contract/routes.ts'
import { readConfig } from '#server/config.ts'
import { makeFileTools } from '#server/tickets/feature.ts'
import { now } from '#server/platform/clock.ts'
import { adoptOfficialYears } from '#server/regulations/feature.ts'
import { makeFeatures, whatIsServed } from '#server/features.ts'
import type { Actor } from '#server/platform/actor.ts'
import { openStore } from '#server/platform/db/db.ts'
import { callRoute, type Call, type Handlers } from '#server/platform/http/api.ts'
import { addJob, prepareJobs } from '#server/platform/jobs/jobs.ts'
import { makeLog } from '#server/platform/log.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { makeKeyFolder } from '#server/platform/keys/keyFolder.ts'
import { findMasterKey, makeSecrets } from '#server/platform/secrets.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { makeTransaction, type Transaction } from '#server/platform/db/unitOfWork.ts'
import { openPubSub } from '#server/platform/realtime/pubsub.ts'
import { makeBitrix24 } from '#server/portals/bitrix24.adapter.ts'
import { makeAdminLooks } from '#server/portals/adminLooks.commands.ts'
import { makePortalClients } from '#server/portals/portalClients.commands.ts'
import { makeAuthenticator } from '#server/portals/authentication.commands.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { loadActors } from '#server/desks/actor.sql.ts'
import { createDeskKey } from '#server/desks/desks.commands.ts'
import type { DemoFile } from './files.ts'
import type { Sandbox } from '#test/portal/sandbox.ts'

/** One person of one portal. */
export interface Teller {
  portal: string
  userId: number
}

/** Everything but the call that makes a session. */
type ToldName = Exclude<RouteName, 'openSession'>
/** Tells what happened, at which instant, by the product's own commands. */
export interface Told {
  /** A person of a portal does something in the application. */
  tell: <Name extends ToldName>(
    who: Teller,
    at: Date,
    name: Name,
    input: ParsedInput<Name>,
  ) => Promise<RouteOutput<Name>>
  /** The admin installs: the page is opened, the one question answered. The portal itself is told later. */
  install: (
    who: Teller,
    at: Date,
    wanted: { choice: 'client' | 'desk'; kind?: 'standard' | 'partner' },
  ) => Promise<void>
  /** A file is sent as the page sends it: for this ticket, or for one that is still to be opened. Returns its id. */
  attach: (who: Teller, at: Date, file: DemoFile, ticketId: string | null) => Promise<string>
  /** What was written to the assistant in this ticket is answered. */
  answer: (ticketId: string, at: Date) => Promise<void>
  titleOf: (who: Teller) => string
  memberIdOf: (who: Teller) => string
  close: () => Promise<void>
}

const longBefore = 365 * 86_400_000

/**
 * The features in this process, on the demo's database, with a clock that the story holds: the demo cannot be in a state
 * that the product cannot reach, and its past lies in the past.
 */
export async function startTelling(env: Record<string, string>, sandbox: Sandbox): Promise<Told> {
  const config = readConfig(env)
  await migrate(config.databaseUrl)
  await prepareJobs(config.databaseUrl)
  const log = makeLog('silent')
  const secrets = makeSecrets(await findMasterKey(config.masterKey, config.dataDir))
  const store = openStore(config.databaseUrl, 4)
  const { db, hotPool } = store
  const pubSub = await openPubSub(config.databaseUrl, log)
  const transaction = makeTransaction(db, () => {})
  const gateway = makeBitrix24(config)
  const fileTools = makeFileTools(config)
  // A server of this release has run since long before the story.
  await transaction(adoptOfficialYears, new Date(now().getTime() - longBefore))

  const titleOf = ({ portal }: Pick<Teller, 'portal'>) => sandbox.portals[portal]?.title ?? portal
  const memberIdOf = ({ portal }: Pick<Teller, 'portal'>) => sandbox.portals[portal]?.memberId ?? ''

  const partsAt = (at: Date) => {
    const workThen: Transaction = (act, then = at) => transaction(act, then)
    const authenticator = makeAuthenticator({ db, transaction: workThen, gateway, secrets })
    const portalClients = makePortalClients({ db, transaction: workThen, secrets, gateway })
    const features = makeFeatures({
      startsWithOwnArticles: false,
      languageModel: null,
      served: whatIsServed,
      fileTools,
      keys: makeKeyFolder(config.keysDir, secrets),
      mail: null,
      readiness: () => Promise.resolve(null),
      databaseUrl: config.databaseUrl,
      mailboxesInside: config.mailboxesInside,
      messengers: config.messengers,
      db,
      hotPool,
      transaction: workThen,
      secrets,
      portalClients,
      authenticator,
      adminLooks: makeAdminLooks({ db, transaction: workThen, portalClients }),
      pubSub,
      log,
      addJob,
      publicUrl: () => config.publicUrl ?? `http://${config.host}:${config.port}`,
      sessionMinutes: config.sessionMinutes,
      refreshActor: ({ tokenHash, address }) => loadActor(db, tokenHash, at, address),
    })
    const { handlers, uploads } = features
    return { workThen, reception: authenticator, handlers, uploads, features }
  }

  const pages = new Map<string, { tokenHash: Buffer; at: Date }>()

  const enter = async (who: Teller, at: Date): Promise<{ call: Call; handlers: Handlers }> => {
    const { handlers, workThen } = partsAt(at)
    const { tokenHash, actor } = (await stillOpen(who, at)) ?? (await open(who, at))
    return { handlers, call: { actor, tokenHash, address: null, at, transaction: workThen } }
  }

  /** The page that this person has opened before, as long as its session is good. */
  const stillOpen = async (who: Teller, at: Date): Promise<{ tokenHash: Buffer; actor: Actor } | null> => {
    const page = pages.get(pageOf(who))
    if (page === undefined || page.at > at) return null
    const [actor] = await loadActors(db, [page.tokenHash], at)
    return actor === undefined || actor instanceof Refusal ? null : { tokenHash: page.tokenHash, actor }
  }

  /** A session as the page opens it: with the person's own token, which the portal confirms. */
  const open = async (who: Teller, at: Date): Promise<{ tokenHash: Buffer; actor: Actor }> => {
    const { handlers, workThen } = partsAt(at)
    const claim = {
      accessToken: sandbox.issueToken(who.portal, who.userId).accessToken,
      memberId: memberIdOf(who),
      serverEndpoint: `${sandbox.oauthOrigin}/rest/`,
    }
    const { token } = await handlers.openSession(claim, { address: null, at, transaction: workThen })
    const tokenHash = hashToken(token)
    pages.set(pageOf(who), { tokenHash, at })
    return { tokenHash, actor: await loadActor(db, tokenHash, at, null) }
  }

  const tell: Told['tell'] = async (who, at, name, input) => {
    const { handlers, call } = await enter(who, at)
    return callRoute(handlers, name, call, { read: async () => input })
  }

  return {
    tell,
    async attach(who, at, { name, bytes }, ticketId) {
      const { call } = await enter(who, at)
      const { uploads } = partsAt(at)
      const fileId = newId()
      await uploads.create(call.actor, { uploadId: fileId, bytes: bytes.length, metadata: { name, ticketId } }, at)
      await uploads.append(fileId, 0, atOnce(bytes))
      await tell(who, at, 'finishUpload', { fileId })
      return fileId
    },
    async answer(ticketId, at) {
      const { features } = partsAt(at)
      await features.jobs.answerQuestion.run({ ticketId })
      await features.stop()
    },
    titleOf,
    memberIdOf,
    async install(who, at, { choice, kind = 'partner' }) {
      const { url, fields } = sandbox.openForm(who.portal, who.userId)
      const { reception: authenticator, workThen } = partsAt(at)
      await authenticator.authenticate({
        accessToken: fields['AUTH_ID'] ?? '',
        memberId: fields['member_id'] ?? '',
        serverEndpoint: fields['SERVER_ENDPOINT'] ?? null,
        address: null,
        refreshToken: fields['REFRESH_ID'] ?? '',
        expiresInSeconds: Number(fields['AUTH_EXPIRES']),
        applicationToken: fields['APPLICATION_TOKEN'] ?? '',
        languageCode: new URL(url).searchParams.get('LANG') ?? '',
      })
      const name = titleOf(who)
      const answer =
        choice === 'client'
          ? { choice }
          : { choice, deskKey: await workThen((unit) => createDeskKey(unit, { name, kind })) }
      await tell(who, at, 'install', answer)
    },
    async close() {
      fileTools.examiner.stop()
      await pubSub.close()
      await store.close()
    },
  }
}

function pageOf({ portal, userId }: Teller): string {
  return `${portal} ${userId}`
}

export function newId(): string {
  return randomUUID()
}

async function* atOnce(bytes: Uint8Array): AsyncGenerator<readonly Uint8Array[]> {
  yield [bytes]
}
