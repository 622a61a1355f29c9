import type { Language } from '#contract/common.ts'
import { sayIn } from '#contract/say.ts'
import { findDesk } from '#server/desks/desks.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import type { Accounts } from './accounts.commands.ts'
import type { CodeLetter, CodeMail } from './codeMail.port.ts'
import { digestOf, makeCode, usualCode, waitForCode } from './domain/code.ts'
import { nameOf } from './domain/messengers.ts'
import { codeLetterTexts } from './identification.texts.ts'
import * as rows from './talks.sql.ts'

export type CheckDeps = {
  db: Db
  transaction: Transaction
  secrets: Pick<Secrets, 'pepper'>
  codeMail: CodeMail
  accounts: Accounts
}

const day = 86_400_000

/** Behind the answer that everybody gets: compares what was said, and sends a code where it fits somebody. Again: another code, until one was sent. */
export async function checkFacts(deps: CheckDeps, codeId: string): Promise<void> {
  const code = await deps.transaction((unit) => rows.findLive(unit, codeId))
  if (code === null || code.sentAt !== null) return
  const checked = code.checkedAt === null ? await compare(deps, code) : code
  if (checked === null || checked.people.length === 0) return
  await sendCode(deps, checked)
}

/** Null: it is too early for another code to this address; nobody is told. */
async function compare({ db, transaction, accounts }: CheckDeps, code: rows.Code): Promise<rows.Code | null> {
  const talk = await rows.findTalk(db, code, new Date(code.issuedAt.getTime() - day))
  if (talk?.codeId !== code.codeId) return null
  const facts = { fullName: talk.fullName, position: talk.position, email: code.email }
  const found = await accounts.findByFacts(code.deskId, facts, now())
  const people = found.map(({ memberId, userId, name }) => ({ memberId, userId, name }))
  return transaction(async (unit) => {
    await rows.lockAddress(unit, code.email)
    const live = await rows.findLive(unit, code.codeId)
    if (live === null || live.checkedAt !== null) return live
    const made = await rows.listMade(unit, code.email, new Date(unit.at.getTime() - day))
    const fitting = waitForCode(made, unit.at) > 0 ? [] : people
    await rows.saveChecked(unit, code.codeId, fitting)
    return { ...live, people: fitting }
  })
}

/** The code itself is nowhere but in its letter: whoever has to send it again makes another one. */
async function sendCode({ db, transaction, secrets, codeMail }: CheckDeps, code: rows.Code): Promise<void> {
  const typed = { codeId: code.codeId, code: makeCode(usualCode.digits) }
  const isLive = await transaction(async (unit) => {
    await rows.lockAddress(unit, code.email)
    if ((await rows.findLive(unit, code.codeId)) === null) return false
    await rows.saveDigest(unit, code, digestOf(secrets.pepper, typed))
    return true
  })
  if (!isLive) return
  const [first] = code.people
  const language = (first === undefined ? null : await loadPortal(db, first.memberId))?.language ?? 'ru'
  const about = { code: typed.code, minutes: usualCode.minutes, number: null }
  await codeMail.send(await letterOf(db, { ...code, language }, about))
  await transaction((unit) => rows.saveSent(unit, code.codeId))
}

type Lettered = Pick<rows.Code, 'deskId' | 'email' | 'channel' | 'issuedAt'> & { language: Language }
type About = { code: string; minutes: number; number: string | null }

/** `number`: of the ticket that waits; null: somebody names themselves. */
export async function letterOf(
  db: Db,
  { deskId, email, channel, issuedAt, language }: Lettered,
  { code, minutes, number }: About,
): Promise<CodeLetter> {
  const desk = (await findDesk(db, deskId))?.name ?? ''
  const say = sayIn(codeLetterTexts, language)
  const told = { code, desk, messenger: nameOf(channel), minutes, number: number ?? '' }
  const why = say(number === null ? 'asked' : 'askedFor', told)
  const text = [why, say('code', told), say('good', told), say('notYou', told)].join('\n\n')
  return { deskId, to: email, language, subject: say('subject', told), text, at: issuedAt }
}
