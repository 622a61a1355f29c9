import { it } from 'vitest'
import { assistantTexts } from '#app/assistant/assistant.texts.ts'
import { ticketTexts } from '#app/tickets/tickets.texts.ts'
import type { DialogueView } from '#contract/assistant/types.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { aDialogue, aHandover, aSaid, aShown } from '#test/app/assistant/factories.ts'
import { someone, uuid } from '#test/app/deskFactories.ts'
import { clientAuthor, meOf, opened, sent, viewOf } from '#test/app/factories.ts'
import { RefusedByServer } from '#test/app/fakeServer.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { clientAnswers, poor, tickets, unpaid } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

const long = 'CRM-and-telephony-without-a-single-blank-that-goes-on-and-on-and-on-and-on'
const [first] = tickets
if (first === undefined) throw new Error('there are no tickets')
const summary = { ...first, status: 'assistant' as const, assignee: null, lock: null }
const view = viewOf({ summary, can: ['write', 'withdraw'] })
const asked = (seq: number, text: string) => sent(seq, { author: clientAuthor, text })
const answer = aSaid(3, { attemptId: uuid(7003) })
const list = aSaid(3, {
  attemptId: uuid(7003),
  kind: 'list',
  articles: [
    aShown(),
    aShown({ articleId: uuid(7101), title: long, language: 'en' }),
    aShown({ articleId: uuid(7102), title: 'IMAP 993' }),
  ],
})
const helpers = ['assistant', 'knowledge', 'people'] as const
const { readSupport } = clientAnswers
if (readSupport === undefined) throw new Error('nobody supports this client')
const partner = readSupport({})
const withAssistant = { ...partner, entitlement: { ...partner.entitlement, helpers: [...helpers] } }

function talk(
  title: string,
  events: readonly TicketEvent[],
  dialogue: Partial<DialogueView>,
  support: typeof withAssistant = withAssistant,
): Scene {
  const all = [opened(), ...events]
  return {
    title,
    face: 'client',
    me: meOf(),
    answers: {
      ...clientAnswers,
      ...conversationOf(view),
      readSupport: () => support,
      readEvents: () => ({ events: all, hasEarlier: false, lastSeq: all.length }),
      readIntake: () => ({ intake: null }),
      readDialogue: () => aDialogue(dialogue),
    },
    async reach(page, language) {
      await turnTo(page, `#/tickets/${summary.ticketId}`)
      await page.getByText('SMTP?').last().waitFor()
      await page.getByRole('region', { name: assistantTexts.texts[language].dialogue }).waitFor()
    },
  }
}

const three = [
  asked(2, 'SMTP 554?'),
  answer,
  asked(4, 'STARTTLS 587?'),
  aSaid(5, { kind: 'unknown', attempt: { number: 2, of: 3 }, articles: [], text: '554!' }),
  asked(6, long),
  aSaid(7, { kind: 'unknown', attempt: { number: 3, of: 3 }, articles: [], text: '465!' }),
  aSaid(8, { kind: 'operator', attempt: null, attemptId: null, articles: [], text: `SMTP? ${long}` }),
]
const unpaidWithAssistant = { ...unpaid, entitlement: { ...unpaid.entitlement, helpers: [...helpers] } }

const scenes: Scene[] = [
  {
    title: 'a question to the assistant where no people answer',
    face: 'client',
    me: meOf(),
    answers: { ...clientAnswers, readSupport: () => poor },
    async reach(page, language) {
      await turnTo(page, '#/new')
      await page.getByRole('heading', { name: assistantTexts.texts[language].askTitle }).waitFor()
    },
  },
  {
    title: 'a new ticket that the assistant answers first',
    face: 'client',
    me: meOf(),
    answers: {
      ...clientAnswers,
      readSupport: () => withAssistant,
      readAssistant: () => ({ isOn: true, attempts: 3, maySkip: true }),
      findArticles: () => ({ articles: [] }),
    },
    async reach(page, language) {
      await turnTo(page, '#/new')
      await page.getByLabel(assistantTexts.texts[language].skip).waitFor()
    },
  },
  talk('an answer of the assistant', [asked(2, 'SMTP 554?'), answer], {}),
  talk('a question that is being answered', [asked(2, 'SMTP 554?'), answer, asked(4, 'SMTP?')], {
    isAnswering: true,
    judging: null,
  }),
  talk('three articles to choose from', [asked(2, 'SMTP 554?'), list], {
    judging: { attemptId: uuid(7003), isList: true, chosen: null },
  }),
  talk(
    'the operator after three attempts, before the first payment',
    three,
    { failed: 3, judging: null, people: 'now' },
    unpaidWithAssistant,
  ),
  talk('the ways on where nobody can be connected', three, { failed: 3, judging: null, people: 'none' }, poor),
  {
    ...talk('a dialogue that could not be read', [asked(2, 'SMTP 554?'), answer], {}),
    answers: {
      ...talk('', [asked(2, 'SMTP 554?'), answer], {}).answers,
      readDialogue: () => {
        throw new RefusedByServer('not_allowed')
      },
    },
    async reach(page, language) {
      await turnTo(page, `#/tickets/${summary.ticketId}`)
      await page.getByText(assistantTexts.texts[language].failed).waitFor()
    },
  },
  {
    title: 'what the assistant has handed over',
    face: 'desk',
    me: someone('owner'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      ...conversationOf(
        viewOf({ side: 'desk', summary: { ...summary, status: 'queued' }, can: ['write', 'note', 'take'] }),
      ),
      readEvents: () => ({ events: [opened(), ...three], hasEarlier: false, lastSeq: 8 }),
      readHandover: () => ({ handover: aHandover({ questions: ['SMTP 554?', long] }) }),
    },
    async reach(page, language) {
      await turnTo(page, `#/queue/${summary.ticketId}`)
      await page.getByRole('textbox', { name: ticketTexts.texts[language].write, exact: true }).waitFor()
      await page.getByText(assistantTexts.texts[language].handover).click()
      await page.getByText('IMAP 993').waitFor()
    },
  },
]

it.each(scenes)('A1 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
