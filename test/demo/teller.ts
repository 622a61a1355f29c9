import { randomUUID } from 'node:crypto'
import type { ParsedInput, RouteName, RouteOutput } from '#contract/routes.ts'
import { readConfig } from '#server/config.ts'
import { makeFeatures } from '#server/features.ts'
import { openStore } from '#server/platform/db.ts'
import type { Call } from '#server/platform/http.ts'
import { addJob, prepareJobs } from '#server/platform/jobs.ts'
import { makeLog } from '#server/platform/log.ts'
import { migrate } from '#server/platform/migrate.ts'
import { findMasterKey, makeSecrets } from '#server/platform/secrets.ts'
import { hashToken } from '#server/platform/session.ts'
import { makeWork, type Work } from '#server/platform/unit.ts'
import { openWakeups } from '#server/platform/wakeups.ts'
import { makeBitrix24 } from '#server/portals/bitrix24.ts'
import { makeAccounts } from '#server/portals/commands.ts'
import { makeReception } from '#server/portals/visit.ts'
import { loadActor } from '#server/support/actor.ts'
import { createDeskKey } from '#server/support/desks.ts'
import type { Sandbox } from '#test/portal/sandbox.ts'

/** One person of one portal. */
export interface Teller {
  portal: string
  userId: number
}

/** Everything but the call that makes a session. */
type ToldName = Exclude<RouteName, 'openSession'>
type ToldHandlers = {
  [Name in ToldName]: (input: ParsedInput<Name>, call: Call) => Promise<RouteOutput<Name>>
}

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
  close: () => Promise<void>
}

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
  const wakeups = await openWakeups(config.databaseUrl, log)
  const work = makeWork(db, () => {})
  const gateway = makeBitrix24(config)

  const partsAt = (at: Date) => {
    const workThen: Work = (act, then = at) => work(act, then)
    const reception = makeReception({ db, work: workThen, gateway, secrets })
    const { handlers } = makeFeatures({
      db,
      hotPool,
      work: workThen,
      secrets,
      accounts: makeAccounts({ db, work: workThen, secrets, gateway }),
      reception,
      wakeups,
      log,
      addJob,
      publicUrl: () => config.publicUrl ?? `http://${config.host}:${config.port}`,
      sessionMinutes: config.sessionMinutes,
      refreshActor: ({ tokenHash, address }) => loadActor(db, tokenHash, at, address),
    })
    return { workThen, reception, handlers }
  }

  /** A session as the page opens it: with the person's own token, which the portal confirms. */
  const enter = async ({ portal, userId }: Teller, at: Date): Promise<{ call: Call; handlers: ToldHandlers }> => {
    const { handlers, workThen } = partsAt(at)
    const claim = {
      accessToken: sandbox.issueToken(portal, userId).accessToken,
      memberId: sandbox.portals[portal]?.memberId ?? '',
      serverEndpoint: `${sandbox.oauthOrigin}/rest/`,
    }
    const { token } = await handlers.openSession(claim, { address: null, at, work: workThen })
    const tokenHash = hashToken(token)
    const actor = await loadActor(db, tokenHash, at, null)
    return { handlers, call: { actor, tokenHash, address: null, at, work: workThen } }
  }

  const tell: Told['tell'] = async (who, at, name, input) => {
    const { handlers, call } = await enter(who, at)
    return handlers[name](input, call)
  }

  return {
    tell,
    async install(who, at, { choice, kind = 'partner' }) {
      const { fields } = sandbox.openForm(who.portal, who.userId)
      const { reception, workThen } = partsAt(at)
      await reception.welcome({
        accessToken: fields['AUTH_ID'] ?? '',
        memberId: fields['member_id'] ?? '',
        serverEndpoint: fields['SERVER_ENDPOINT'] ?? null,
        refreshToken: fields['REFRESH_ID'] ?? '',
        expiresInSeconds: Number(fields['AUTH_EXPIRES']),
        applicationToken: fields['APPLICATION_TOKEN'] ?? '',
        languageCode: 'ru',
      })
      const name = sandbox.portals[who.portal]?.title ?? who.portal
      const answer =
        choice === 'client'
          ? { choice }
          : { choice, deskKey: await workThen((unit) => createDeskKey(unit, { name, kind })) }
      await tell(who, at, 'install', answer)
    },
    async close() {
      await wakeups.close()
      await store.close()
    },
  }
}

export function newId(): string {
  return randomUUID()
}
