import { randomUUID } from 'node:crypto'
import { languages } from '#contract/common.ts'
import { sayIn } from '#contract/say.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { CodeMail } from './codeMail.port.ts'
import { usualCode } from './domain/code.ts'
import { beginsTalk, codeIn, factIn } from './domain/talk.ts'
import { foldedEmail } from './domain/threeFacts.ts'
import { identificationTexts } from './identification.texts.ts'
import type { BotReply, Heard } from './identities.port.ts'
import { compareCode } from './compareCode.commands.ts'
import { proveByCode } from './proving.commands.ts'
import * as rows from './talks.sql.ts'

export type TalkDeps = { addJob: AddJob; codeMail: CodeMail; secrets: Pick<Secrets, 'pepper'> }

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
/** Whoever is silent for longer begins anew. */
const talkMinutes = 30
const rounds = { anHour: 3, aDay: 20 } as const

/** Whether somebody wants to name themselves, or is about to. */
export async function isInTalk(unit: UnitOfWork, said: Heard): Promise<boolean> {
  return isBeginning(said.text) || (await current(unit, said)) !== null
}

/**
 * I2: three facts, one after the other, then the code that goes to the account's address. Nothing of it says which fact was wrong, or
 * whether there is such an account: it is the same answer at once, and what follows is done behind it.
 */
export async function talk(unit: UnitOfWork, deps: TalkDeps, said: Heard): Promise<BotReply> {
  if (!(await deps.codeMail.canSend(unit.tx, said.deskId))) return { text: say(said)('unknown') }
  if (isBeginning(said.text)) return begin(unit, said)
  const known = await current(unit, said)
  if (known === null) return { text: say(said)('unknownOrSay'), buttons: beginButton(said) }
  switch (known.step) {
    case 'fullName':
    case 'position':
      return takeFact(unit, said, known)
    case 'email':
      return takeEmail(unit, deps, said, known)
    case 'code':
      return takeCode(unit, deps, said, known)
  }
}

function current(unit: UnitOfWork, said: Heard): Promise<rows.Talk | null> {
  return rows.findTalk(unit.tx, said, new Date(unit.at.getTime() - talkMinutes * minute))
}

async function begin(unit: UnitOfWork, said: Heard): Promise<BotReply> {
  const lately = await rows.listRounds(unit.tx, said, new Date(unit.at.getTime() - day))
  const inHour = lately.filter((at) => at.getTime() > unit.at.getTime() - hour)
  if (inHour.length >= rounds.anHour || lately.length >= rounds.aDay) return { text: say(said)('tooOften') }
  await rows.saveTalk(unit, said, { step: 'fullName', fullName: '', position: '', codeId: null })
  return { text: say(said)('fullName') }
}

async function takeFact(unit: UnitOfWork, said: Heard, known: rows.Talk): Promise<BotReply> {
  const fact = factIn(said.text)
  if (fact === '') return { text: say(said)(known.step === 'fullName' ? 'fullName' : 'position') }
  if (known.step === 'fullName') {
    await rows.saveTalk(unit, said, { ...known, step: 'position', fullName: fact })
    return { text: say(said)('position') }
  }
  await rows.saveTalk(unit, said, { ...known, step: 'email', position: fact })
  return { text: say(said)('email') }
}

/** What is no address at all is nobody's: to say so tells nothing. */
async function takeEmail(unit: UnitOfWork, { addJob }: TalkDeps, said: Heard, known: rows.Talk): Promise<BotReply> {
  const email = foldedEmail(said.text)
  if (email === null) return { text: say(said)('noEmail') }
  const { deskId, channel, externalId } = said
  const codeId = randomUUID()
  const expiresAt = new Date(unit.at.getTime() + usualCode.minutes * minute)
  await rows.insertCode(unit, { codeId, deskId, channel, externalId, email, expiresAt })
  await rows.saveTalk(unit, said, { ...known, step: 'code', codeId })
  await addJob(unit, 'checkFacts', { codeId })
  return { text: say(said)('checked'), buttons: again(said) }
}

async function takeCode(unit: UnitOfWork, deps: TalkDeps, said: Heard, known: rows.Talk): Promise<BotReply> {
  const code = codeIn(said.text, usualCode.digits)
  if (code === null || known.codeId === null) {
    return { text: say(said)('noCode'), buttons: again(said) }
  }
  const proven = await compareCode(unit, deps, { codeId: known.codeId, code })
  if (proven === null) return { text: say(said)('wrongCode'), buttons: again(said) }
  await rows.endTalk(unit, said)
  await proveByCode(unit, said, proven)
  return { text: say(said)('proven', { name: proven.people[0]?.name ?? '' }) }
}

const say = ({ language }: Heard) => sayIn(identificationTexts, language)

function isBeginning(text: string): boolean {
  const typed = text.trim().toLowerCase()
  return typed === beginsTalk || languages.some((one) => typed === identificationTexts.texts[one].begin.toLowerCase())
}

function beginButton(said: Heard) {
  return [{ label: say(said)('begin'), data: beginsTalk }]
}

function again(said: Heard) {
  return [{ label: say(said)('again'), data: beginsTalk }]
}
