import { randomUUID } from 'node:crypto'
import { Logger, runOnce } from 'graphile-worker'
import * as v from 'valibot'
import { loadActor } from '#server/desks/actor.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { Store } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { runJob } from '#server/platform/jobs/jobs.ts'
import type { KeyFolder } from '#server/platform/keys/keyFolder.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { askAccess, endBox } from '#server/tickets/access/access.commands.ts'
import { accessJobs } from '#server/tickets/access/access.jobs.ts'
import { giveBox, lookInto } from '#server/tickets/access/content.commands.ts'
import { accessIsDue } from '#server/tickets/access/due.commands.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { stepsAround, transactionInSteps } from './killedSteps.ts'

const journeySchema = v.object({
  databaseUrl: v.string(),
  folder: v.string(),
  /** At which of its steps the program dies; 0: at none. */
  dieAt: v.number(),
  ticketId: v.string(),
  accessId: v.string(),
  clientToken: v.string(),
  deskToken: v.string(),
  ending: v.picklist(['takenBack', 'expired']),
  /** For the controls: a folder that loses what it has written, and one that keeps what it should remove. */
  flaw: v.picklist(['none', 'loses', 'keeps']),
})
export type Journey = v.InferOutput<typeof journeySchema>

export function readJourney(text: string | undefined): Journey {
  return v.parse(journeySchema, JSON.parse(text ?? '{}'))
}

export type JourneyDeps = Pick<Store, 'db' | 'pool'> & { transaction: Transaction; keys: KeyFolder }

export const boxContent = { login: 'root', password: 'пароль-от-сервера' }
const day = 86_400_000

/** A box as far as it has not come before: asked, given, looked into, ended, its key deleted; and what servers have left is swept. */
export async function travelWithBox(deps: JourneyDeps, journey: Journey): Promise<void> {
  const { db, transaction, keys } = deps
  const box = { ticketId: journey.ticketId, accessId: journey.accessId }
  const [client, agent] = await Promise.all(
    [journey.clientToken, journey.deskToken].map((token) => loadActor(db, hashToken(token), now(), null)),
  )
  if (client === undefined || agent === undefined) throw new Error('somebody is not there')
  const until = new Date(now().getTime() + day).toISOString()
  const asked = { ...box, kind: 'ssh', purpose: 'Посмотреть журналы', until } as const
  await transaction((unit) => askAccess(unit, ticketDeps, agent, asked))
  const given = { ...box, until, content: boxContent }
  await untilOver(() =>
    transaction((unit) => giveBox(unit, { ticketDeps, keys }, client, { ...given, keyId: randomUUID() })),
  )
  await untilOver(() => transaction((unit) => lookInto(unit, { ticketDeps, keys }, agent, box)))
  if (journey.ending === 'takenBack') await transaction((unit) => endBox(unit, ticketDeps, client, box))
  else await transaction((unit) => accessIsDue(unit, ticketDeps, box.accessId), new Date(Date.parse(until) + 1000))
  await deleteKeys(deps)
}

/** What is given or looked at again after its end: refused, and it goes on from there. */
async function untilOver(act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'access_over')) throw error
  }
}

const silent = new Logger(() => () => {})

/** The jobs that the endings have left, also those that a killed worker had in its hands. */
export async function deleteKeys({ pool, ...deps }: JourneyDeps): Promise<void> {
  await pool.query(`
    select graphile_worker.force_unlock_workers(array(
      select locked_by from graphile_worker.jobs where locked_by is not null and task_identifier = 'deleteBoxKeys'))`)
  const { deleteBoxKeys } = accessJobs({ ...deps, ticketDeps })
  const taskList = { deleteBoxKeys: (payload: unknown) => runJob('deleteBoxKeys', deleteBoxKeys, payload) }
  await runOnce({ pgPool: pool, taskList, noHandleSignals: true, useNodeTime: true, logger: silent })
}

type Stepped = Pick<JourneyDeps, 'keys' | 'transaction'>

/** The same, with a step before and after whatever leaves a trace, and before each commit. */
export function withSteps({ keys, transaction }: Stepped, step: () => Promise<void>): Stepped {
  const around = stepsAround(step)
  return {
    keys: { ...keys, make: (id) => around(() => keys.make(id)), remove: (id) => around(() => keys.remove(id)) },
    transaction: transactionInSteps(transaction, step),
  }
}

export function flawed(keys: KeyFolder, flaw: Journey['flaw']): KeyFolder {
  if (flaw === 'loses')
    return {
      ...keys,
      async make(id) {
        const key = await keys.make(id)
        await keys.remove(id)
        return key
      },
    }
  return flaw === 'keeps' ? { ...keys, remove: async () => {}, removeFile: async () => {} } : keys
}
