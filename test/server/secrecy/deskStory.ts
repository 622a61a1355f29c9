import type { RouteInput, RouteName } from '#contract/routes.ts'
import { newId } from '#test/support/world.ts'
import { attach } from '../tickets/files/fileScene.ts'
import type { Situation } from '../situation.ts'

/** Numbers from 0 up to 1, the same for the same seed. */
export function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const alphabets = ['bcdfghjkmnpqrstvwxz', 'бвгджзклмнпрстфхцчшщ']
const letters = 13

/** One story: what both sides do in turn, as the seed has it. Each secret stands in something that is the desk's alone. */
export function makeDeskStory({ world, tokens, tickets }: Situation, seed: number) {
  const next = numbersFrom(seed)
  const pick = <One>(among: readonly One[]): One | undefined => among[Math.floor(next() * among.length)]
  const secrets: string[] = []
  const secretFiles: string[] = []
  const notes: string[] = []
  const written: string[] = []
  const open = [tickets.partner.ticketId]
  const done = new Set<string>()
  const ticketId = (): string => pick(open) ?? tickets.partner.ticketId
  const desk = () => pick([tokens.agent, tokens.lead, tokens.owner]) ?? tokens.agent
  const client = () => pick([tokens.admin, tokens.integrator]) ?? tokens.admin

  /** A word that nothing else has, in Latin and in Cyrillic letters. */
  function secret(): string {
    const words = alphabets.map((alphabet) =>
      Array.from({ length: letters }, () => pick(Array.from(alphabet)) ?? '').join(''),
    )
    secrets.push(...words)
    return words.join(' ')
  }

  /** What is refused as things stand is no act. */
  async function act<Name extends RouteName>(name: Name, input: RouteInput<Name>, token: string): Promise<boolean> {
    const { ok } = await world.ask(name, input, token)
    if (ok) done.add(name)
    return ok
  }

  async function note(more: Partial<RouteInput<'sendMessage'>> = {}): Promise<void> {
    const messageId = newId()
    const input = { ticketId: ticketId(), messageId, text: `между нами: ${secret()}`, kind: 'note' as const, ...more }
    if (await act('sendMessage', input, tokens.agent)) notes.push(`${input.ticketId} ${messageId}`)
  }

  async function noteFile(): Promise<void> {
    const name = `${secret()}.txt`
    const target = ticketId()
    const { fileId } = await attach(world, tokens.agent, { name, bytes: Buffer.from(secret()), ticketId: target })
    secretFiles.push(fileId)
    await note({ ticketId: target, files: [fileId], text: secret() })
  }

  async function withNote(change: (input: { ticketId: string; messageId: string }) => Promise<unknown>): Promise<void> {
    const [target = '', messageId = ''] = (pick(notes) ?? '').split(' ')
    if (messageId !== '') await change({ ticketId: target, messageId })
  }

  const secretActs = [
    () => note(),
    () => note({ mentions: [1, 2] }),
    () => note({ text: `[b]${secret()}[/b]\n> ${secret()}\n\`\`\`\n${secret()}\n\`\`\`` }),
    noteFile,
    () => withNote((which) => act('editMessage', { ...which, text: secret() }, tokens.agent)),
    () => withNote((which) => act('deleteMessage', which, tokens.agent)),
    () =>
      act(
        'saveReply',
        {
          replyId: newId(),
          scope: pick(['own', 'desk'] as const) ?? 'own',
          title: secret(),
          text: secret(),
          revision: null,
        },
        tokens.lead,
      ),
    () => act('saveView', { viewId: newId(), name: secret(), query: { filter: 'mine', order: 'queue' } }, tokens.agent),
  ]

  async function say(token: string): Promise<void> {
    const messageId = newId()
    const target = ticketId()
    if (await act('sendMessage', { ticketId: target, messageId, text: `сообщение ${messageId}` }, token))
      written.push(`${target} ${messageId}`)
  }

  async function split(): Promise<void> {
    const [target = '', messageId = ''] = (pick(written) ?? '').split(' ')
    const made = newId()
    const piece = {
      linkId: newId(),
      ticketId: made,
      subject: 'Второе',
      category: 'incident',
      priority: 'medium',
    } as const
    const pieces = [{ ...piece, messages: [{ messageId, text: null }] }]
    if (messageId !== '' && (await act('splitTicket', { ticketId: target, pieces }, tokens.agent))) open.push(made)
  }

  const later = () => new Date(Date.now() + 86_400_000 * (2 + Math.floor(next() * 20))).toISOString()
  const publicActs = [
    () => say(client()),
    () => say(desk()),
    split,
    () => act('mergeTicket', { linkId: newId(), ticketId: ticketId(), intoTicketId: ticketId() }, tokens.agent),
    () => act('takeTicket', { ticketId: ticketId() }, tokens.agent),
    () => act('assignTicket', { ticketId: ticketId(), userId: pick([2, 3]) ?? 3 }, desk()),
    () =>
      act(
        'classifyTicket',
        { ticketId: ticketId(), category: 'incident', priority: pick(['high', 'low']) ?? 'low' },
        desk(),
      ),
    () => act('startTimer', { ticketId: ticketId(), intervalId: newId(), stopsOther: true }, tokens.agent),
    () => act('recordContact', { ticketId: ticketId(), messageId: newId(), way: 'phone', text: 'Звонили' }, desk()),
    () =>
      act(
        'deferTicket',
        { ticketId: ticketId(), messageId: newId(), text: 'Ждём', reason: 'moreFromClient', until: later() },
        desk(),
      ),
    () => act('moveDeferralDate', { ticketId: ticketId(), until: later() }, desk()),
    () => act('resumeTicket', { ticketId: ticketId() }, desk()),
    () => act('resolveTicket', { ticketId: ticketId(), messageId: newId(), text: 'Сделано' }, tokens.agent),
    () => act('rateTicket', { ticketId: ticketId(), score: 1, comment: 'Долго' }, client()),
    () => act('reopenTicket', { ticketId: ticketId() }, client()),
    () =>
      act(
        'writeLetter',
        { letterId: newId(), messageId: newId(), kind: 'urgent', text: 'Ускорьте', ticketId: ticketId() },
        client(),
      ),
  ]

  /** Each once, in the order that stands there; after that any. */
  function taker(acts: readonly (() => Promise<unknown>)[]): () => Promise<void> {
    const first = [...acts]
    return async () => void (await (first.shift() ?? pick(acts))?.())
  }

  return {
    secrets,
    secretFiles,
    tickets: open,
    /** Which routes have done something so far. */
    done,
    secretAct: taker(secretActs),
    publicAct: taker(publicActs),
  }
}

export type DeskStory = ReturnType<typeof makeDeskStory>
