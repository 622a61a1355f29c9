import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type {
  Account,
  Button,
  Built,
  Capabilities,
  ChangedAnswer,
  Failure,
  OpenFile,
  Outcome,
  Outgoing,
  OutgoingFile,
  Progress,
} from '../channel.port.ts'
import { markedTextOf, markKinds, type Mark, type MarkedText } from '../domain/markedText.ts'
import { partsOf } from './domain/parts.ts'

export type SentPart = { is: 'sent'; key: string } | Failure
/** `marks`: how pieces of the text look; a messenger that knows no such look leaves them out. */
export type Part = { text: string; marks: readonly Mark[]; buttons: readonly Button[] }

/** What a messenger does with one part. What it cannot do it leaves out: then a plain sentence is said instead. */
export type Sends = {
  capabilities: Capabilities
  mostLetters: number
  /** Between two steps of one message, in milliseconds: it takes no more in one chat. */
  betweenParts: number
  sendPart(account: Account, to: string, part: Part): Promise<SentPart>
  /** `bytes` can be read once. Only files of at most `capabilities.fileBytes` come here. */
  sendFile?(account: Account, to: string, file: SentFile): Promise<SentPart>
  /** Writes a part of text anew, where it still can be; `rejected`: it cannot. */
  changePart?(account: Account, to: string, changed: Part & { key: string }): Promise<SentPart>
  /** Takes a part back, as if it had never come; `rejected`: it cannot. */
  takeBack?(account: Account, to: string, key: string): Promise<SentPart>
  check(account: Account): Promise<Outcome>
}
export type SentFile = OutgoingFile & { read: OpenFile }

const mark = v.object({
  kind: v.picklist(markKinds),
  start: v.number(),
  length: v.number(),
  href: v.exactOptional(v.string()),
})
const text = {
  text: v.string(),
  marks: v.array(mark),
  buttons: v.array(v.object({ label: v.string(), data: v.string() })),
}
const file = v.object({
  contentId: v.string(),
  name: v.string(),
  bytes: v.number(),
  type: v.string(),
  width: v.nullable(v.number()),
  height: v.nullable(v.number()),
})
const step = v.variant('does', [
  v.object({ does: v.literal('say'), ...text }),
  v.object({ does: v.literal('attach'), file, instead: v.string() }),
  v.object({ does: v.literal('change'), key: v.string(), ...text, instead: v.string() }),
  v.object({ does: v.literal('takeBack'), key: v.string(), instead: v.string() }),
])
type Step = v.InferOutput<typeof step>
const builtMessage = v.object({ isProbe: v.boolean(), steps: v.array(step) })

/** What is to be done one after the other, as it is kept until all of it is done. */
export function builtOf(api: Sends, outgoing: Outgoing): Built {
  const { outboxId, says, changes } = outgoing
  const steps = changes === null ? newSteps(api, outgoing) : changedSteps(api, outgoing, changes)
  return { raw: Buffer.from(JSON.stringify({ isProbe: says === 'probe', steps })), messageId: `outbox ${outboxId}` }
}

function newSteps(api: Sends, outgoing: Outgoing): Step[] {
  const said = textsOf(api, outgoing).map((part): Step => ({ does: 'say', ...part }))
  const attached = outgoing.files.map((one): Step => ({ does: 'attach', file: one, instead: one.name }))
  return [...said, ...attached]
}

function textsOf({ mostLetters }: Sends, outgoing: Outgoing): (MarkedText & { marks: Mark[]; buttons: Button[] })[] {
  const texts = partsOf(wordsOf(outgoing), mostLetters)
  return texts.map(({ text: words, marks }, place) => ({
    text: words,
    marks: [...marks],
    buttons: place === texts.length - 1 ? [...outgoing.buttons] : [],
  }))
}

/** Markup is read in what somebody of the desk has written, and nowhere else. */
function wordsOf({ says, text: words, ticket, author, footer }: Outgoing): MarkedText {
  const isAnswer = says === 'answer' || says === 'changed'
  const head = !isAnswer || ticket === null || author === null ? '' : `${ticket.number} · ${author}\n`
  const body = isAnswer ? markedTextOf(words) : { text: words, marks: [] }
  return {
    text: `${head}${body.text}${footer === '' ? '' : `\n\n${footer}`}`,
    marks: body.marks.map((one) => ({ ...one, start: one.start + head.length })),
  }
}

function changedSteps(api: Sends, outgoing: Outgoing, { isTakenBack, parts, instead }: ChangedAnswer): Step[] {
  const back = (key: string): Step => ({ does: 'takeBack', key, instead })
  if (isTakenBack) {
    return api.takeBack === undefined ? [sentence(instead)] : parts.map(({ vendorKey }) => back(vendorKey))
  }
  if (api.changePart === undefined) {
    return partsOf({ text: instead, marks: [] }, api.mostLetters).map(({ text: words }) => sentence(words))
  }
  const before = parts.filter(({ isFile }) => !isFile).map(({ vendorKey }) => vendorKey)
  const after = textsOf(api, outgoing)
  return [
    ...after.map((part, place): Step => {
      const key = before[place]
      return key === undefined ? { does: 'say', ...part } : { does: 'change', key, ...part, instead }
    }),
    ...before.slice(after.length).map(back),
  ]
}

function sentence(words: string): Extract<Step, { does: 'say' }> {
  return { does: 'say', text: words, marks: [], buttons: [] }
}

type Place = { account: Account; to: string; openFile: OpenFile }

/** Step by step: what was taken is noted before the next is done. */
export async function sendSteps(
  api: Sends,
  place: Place,
  { built, progress }: { built: Built; progress: Progress },
): Promise<Outcome> {
  const { isProbe, steps } = v.parse(builtMessage, JSON.parse(built.raw.toString()))
  if (isProbe) return api.check(place.account)
  let vendorId: string | null = null
  for (let [done, next] = [progress.stepsDone, steps[progress.stepsDone]]; next !== undefined; next = steps[done]) {
    if (vendorId !== null) await pause(api.betweenParts)
    const one = await doStep(api, place, next)
    if (one.sent.is !== 'sent') return one.sent
    vendorId = one.sent.key
    done = one.isEnd === true ? steps.length : done + 1
    await progress.noteStep(one.step(vendorId), done)
  }
  return { is: 'sent', vendorId }
}

type Done = { sent: SentPart; step: (key: string) => Parameters<Progress['noteStep']>[0]; isEnd?: boolean }

async function doStep(api: Sends, place: Place, one: Step): Promise<Done> {
  switch (one.does) {
    case 'say':
      return say(api, place, one)
    case 'attach':
      return attach(api, place, one)
    case 'change': {
      const sent = await api.changePart?.(place.account, place.to, one)
      if (sent === undefined || sent.is === 'rejected') return sayInstead(api, place, one.instead)
      return { sent, step: () => ({ is: 'changed' }) }
    }
    case 'takeBack': {
      const sent = await api.takeBack?.(place.account, place.to, one.key)
      if (sent === undefined || sent.is === 'rejected') return sayInstead(api, place, one.instead)
      return { sent, step: () => ({ is: 'gone', vendorKey: one.key }) }
    }
  }
}

async function say(api: Sends, { account, to }: Place, part: Part, isFile = false): Promise<Done> {
  const sent = await api.sendPart(account, to, part)
  return { sent, step: (vendorKey) => ({ is: 'said', part: { vendorKey, isFile } }) }
}

/** What is kept no more, and what the messenger does not take, is named at least. */
async function attach(api: Sends, place: Place, one: Extract<Step, { does: 'attach' }>): Promise<Done> {
  const sent = await api.sendFile?.(place.account, place.to, { ...one.file, read: place.openFile })
  if (sent === undefined || sent.is === 'rejected') return say(api, place, sentence(one.instead), true)
  return { sent, step: (vendorKey) => ({ is: 'said', part: { vendorKey, isFile: true } }) }
}

/** Once for all of it, and nothing after it. */
async function sayInstead(api: Sends, place: Place, words: string): Promise<Done> {
  const [first = { text: '' }] = partsOf({ text: words, marks: [] }, api.mostLetters)
  return { ...(await say(api, place, sentence(first.text))), isEnd: true }
}
