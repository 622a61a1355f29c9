import { it } from 'vitest'
import { botTexts } from '#app/channels/bot.texts.ts'
import { mailboxTexts } from '#app/channels/mailbox.texts.ts'
import { someone, uuid } from '#test/app/deskFactories.ts'
import { anAccount, channelsOf } from '#test/app/channels/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)
const at = '2026-11-22T08:00:00.000Z'
const long = `a-mailbox-without-a-single-blank-that-goes-on-and-on@${'vector'.repeat(8)}.test`
const ticket = { ticketId: uuid(7), number: 'OP-1042' }
const events = [
  { eventId: uuid(1), at, from: 'anna@klient.test', state: 'done' as const, outcome: 'opened' as const, ticket },
  { eventId: uuid(2), at, from: 'news@shop.test', state: 'done' as const, outcome: 'bulk' as const, ticket: null },
  { eventId: uuid(3), at, from: long, state: 'parked' as const, outcome: null, ticket: null },
]
const undelivered = [
  { at, to: 'gone@klient.test', state: 'failed' as const, reason: 'addressRefused' as const, ticket },
]
const hook = {
  address: `https://opora.vector.test/hook/channels/${uuid(8)}`,
  verifyToken: 'b64-url_of-eighteen-bytes',
}
const shut = [{ at, to: '79161112233', state: 'failed' as const, reason: 'windowClosed' as const, ticket }]
const lost = { at, sent: true, received: false, reason: 'notArrived' as const }

function desk(...accounts: Parameters<typeof channelsOf>): Pick<Scene, 'face' | 'me' | 'answers'> {
  return {
    face: 'desk',
    me: someone('owner'),
    answers: { ...deskAnswers, ...deskBilling(busy), readChannels: () => channelsOf(...accounts) },
  }
}

const scenes: Scene[] = [
  {
    title: 'mailboxes that work, wait and do not work',
    ...desk(
      anAccount({ events, undelivered, waiting: { in: 2, out: 3 } }),
      anAccount({ address: 'new@vector.test', state: 'checking', probe: lost, lookedAt: null, heardAt: null }),
      anAccount({ address: long, state: 'broken', reason: 'signInRefused' }),
      anAccount({ address: 'quiet@vector.test', isPaused: true }),
    ),
    async reach(page) {
      await turnTo(page, '#/channels')
      await page.getByRole('heading', { name: 'support@vector.test' }).waitFor()
      for (const summary of await page.locator('summary').all()) await summary.click()
      await page.getByText('gone@klient.test').waitFor()
    },
  },
  {
    title: 'bots that work and do not, and connecting one',
    ...desk(
      anAccount({ channel: 'telegram', address: '@opora_desk_bot', imap: null, smtp: null }),
      anAccount({ channel: 'max', address: '@opora_desk_bot', imap: null, smtp: null, reason: 'badCertificate' }),
      anAccount({
        channel: 'max',
        address: `@${'a_bot_without_a_blank_'.repeat(3)}bot`,
        imap: null,
        smtp: null,
        state: 'broken',
        reason: 'signInRefused',
      }),
    ),
    async reach(page, language) {
      await turnTo(page, '#/channels')
      await page.getByRole('heading', { name: 'Telegram · @opora_desk_bot' }).waitFor()
      await page.getByRole('button', { name: botTexts.texts[language].add, exact: true }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    title: 'a number of WhatsApp that is not called from yet, and connecting one',
    ...desk(
      anAccount({ channel: 'whatsapp', address: '+15550783881', imap: null, smtp: null, heardAt: null, hook }),
      anAccount({ channel: 'whatsapp', address: '+15550783882', imap: null, smtp: null, undelivered: shut, hook }),
    ),
    async reach(page, language) {
      await turnTo(page, '#/channels')
      await page.getByRole('heading', { name: 'WhatsApp · +15550783881' }).waitFor()
      await page.getByText(botTexts.texts[language].hookVerifyToken).first().waitFor()
      await page.getByRole('button', { name: botTexts.texts[language].add, exact: true }).first().click()
      await page.getByRole('dialog').getByText('WhatsApp').click()
      await page.getByRole('dialog').getByText(botTexts.texts[language].appSecretHelp).waitFor()
    },
  },
  {
    title: 'channels without a mailbox',
    ...desk(),
    async reach(page, language) {
      await turnTo(page, '#/channels')
      await page.getByRole('heading', { name: mailboxTexts.texts[language].emptyTitle }).waitFor()
    },
  },
  {
    title: 'connecting a mailbox',
    ...desk(),
    async reach(page, language) {
      await turnTo(page, '#/channels')
      await page.getByRole('button', { name: mailboxTexts.texts[language].add }).click()
      await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    },
  },
]

it.each(scenes)('I1 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
