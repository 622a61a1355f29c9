import * as v from 'valibot'
import { Refusal } from '#server/platform/refusal.ts'
import type { Account, PortalNotice } from './gateway.port.ts'
import { batchAnswer } from './restSchemas.adapter.ts'

type Ask = (account: Account, method: string, params?: Record<string, unknown>) => Promise<unknown>
type Params = { USER_ID: number; MESSAGE: string; TAG: string }

const method = 'im.notify.system.add'

/** Several in one question, as Bitrix24 takes up to fifty (`batch`), each answered by itself. */
export async function tellPeople(
  ask: Ask,
  account: Account,
  notices: readonly PortalNotice[],
): Promise<(Refusal | null)[]> {
  const together = notices.filter(isPlain)
  const answers = new Map(together.length > 1 ? await tellTogether(ask, account, together) : [])
  for (const notice of notices) {
    if (answers.has(notice)) continue
    const answer = await tellOne(ask, account, notice)
    // Of the first one it is the portal that does not answer; of a later one it is known what became of those before.
    if (answer !== null && answers.size === 0) throw answer
    answers.set(notice, answer)
  }
  return notices.map((notice) => answers.get(notice) ?? null)
}

/** In a batch such a text would be replaced by what an earlier question was answered. */
function isPlain({ text, tag }: PortalNotice): boolean {
  return !`${text} ${tag}`.includes('$result')
}

/** Nothing where the portal answers in no shape of several answers: then each is told alone. */
async function tellTogether(
  ask: Ask,
  account: Account,
  notices: readonly PortalNotice[],
): Promise<[PortalNotice, Refusal | null][]> {
  const cmd = Object.fromEntries(notices.map((notice, place) => [keyAt(place), `${method}?${query(notice)}`]))
  const answer = v.safeParse(batchAnswer, await ask(account, 'batch', { halt: 0, cmd }))
  if (!answer.success) return []
  return notices.map((notice, place) => [notice, refusalIn(answer.output, keyAt(place))])
}

async function tellOne(ask: Ask, account: Account, notice: PortalNotice): Promise<Refusal | null> {
  try {
    await ask(account, method, paramsOf(notice))
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function keyAt(place: number): string {
  return `n${place}`
}

function paramsOf({ userId, text, tag }: PortalNotice): Params {
  return { USER_ID: userId, MESSAGE: text, TAG: tag }
}

function query(notice: PortalNotice): string {
  const { USER_ID, ...texts } = paramsOf(notice)
  return new URLSearchParams({ USER_ID: String(USER_ID), ...texts }).toString()
}

function refusalIn({ result, result_error: errors }: BatchAnswer, key: string): Refusal | null {
  const error = errors[key]
  if (error === undefined && Object.hasOwn(result, key)) return null
  const code = error?.error ?? 'not answered'
  const cause = Object.assign(new Error(error?.error_description ?? code), { code })
  return Object.assign(new Refusal('portal_unreachable', { method }), { cause })
}

type BatchAnswer = v.InferOutput<typeof batchAnswer>
