import { it } from 'vitest'
import { chatMessageTexts } from '#app/support/chatMessage.texts.ts'
import { ticketTexts } from '#app/tickets/tickets.texts.ts'
import { meOf } from '#test/app/factories.ts'
import { clientAnswers } from './answers/client.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks([...ownNames, 'Zoya', 'Orlova'])

const client = { face: 'client', me: meOf() } as const
const message = {
  author: 'Zoya Orlova',
  at: '2026-11-22T07:30:00.000Z',
  text: 'CRM: https://example.org/a/rather/long/address/that/has/no/place/to/break',
  isCut: false,
  files: [],
}

const scenes: Scene[] = [
  {
    title: 'a new ticket that begins with a message of a chat',
    ...client,
    answers: { ...clientAnswers, readChatMessage: () => message },
    async reach(page, language) {
      await turnTo(page, '#/new?dialog=chat5&message=17')
      await page.getByText(chatMessageTexts.texts[language].taken).waitFor()
    },
  },
  {
    title: 'a new ticket that begins with a long message of a chat and its files',
    ...client,
    answers: {
      ...clientAnswers,
      readChatMessage: () => ({
        ...message,
        text: 'CRM 503. '.repeat(1500),
        isCut: true,
        files: ['screen.png', 'a_rather_long_name_of_a_file_without_a_single_blank_that_goes_on.log'],
      }),
    },
    async reach(page, language) {
      await turnTo(page, '#/new?dialog=chat5&message=17')
      await page.getByText(chatMessageTexts.texts[language].cut).waitFor()
    },
  },
  {
    title: 'what stands in the sidebar of a chat where nothing is open',
    ...client,
    answers: { ...clientAnswers, listTickets: () => ({ tickets: [], nextCursor: null }) },
    async reach(page, language) {
      await page.getByText(ticketTexts.texts[language].emptyClient).first().waitFor()
    },
  },
  {
    title: 'what stands in the sidebar of a chat',
    ...client,
    answers: clientAnswers,
    async reach(page) {
      await page.getByText('Invoice printing').first().waitFor()
    },
  },
]

it.each(scenes)('P2 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
