import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { accessButtonTexts } from '#app/tickets/access/accessButtons.texts.ts'
import { accessTexts } from '#app/tickets/access/access.texts.ts'
import type { AccessBox } from '#contract/tickets/access.types.ts'
import type { Language } from '#contract/common.ts'
import { petro, someone, uuid } from '#test/app/deskFactories.ts'
import { meOf, summaryOf, viewOf } from '#test/app/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { clientAnswers, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)

const at = '2026-11-22T08:00:00.000Z'
const by = { name: petro.name, at }
const box = (place: number, changes: Partial<AccessBox>): AccessBox => ({
  accessId: uuid(800 + place),
  kind: 'ssh',
  tool: null,
  purpose: '`nginx` /var/log',
  until: '2026-11-24T08:00:00.000Z',
  state: 'asked',
  asked: { side: 'desk', ...by },
  consent: null,
  refusal: null,
  ending: null,
  looks: 0,
  lastLook: null,
  confirmed: null,
  session: null,
  can: [],
  ...changes,
})
const long = 'FTP-and-SSH-without-a-single-blank-that-goes-on-in-the-next-line-and-further'
const session = { sessionId: uuid(850), name: petro.name, startedAt: at }
const given = { state: 'given', consent: by, looks: 3, lastLook: by } as const
const boxes = (side: 'client' | 'desk'): AccessBox[] => [
  box(1, { can: side === 'client' ? ['give', 'refuse'] : ['end'], purpose: long }),
  box(2, { ...given, kind: 'ftp', can: side === 'client' ? ['end'] : ['look', 'end'] }),
  box(3, {
    ...given,
    kind: 'remote',
    tool: 'anydesk',
    session,
    can: side === 'client' ? ['stop', 'end'] : ['look', 'stop'],
  }),
  box(4, { state: 'wiped', ending: { cause: 'expired', at }, can: side === 'client' ? ['confirm'] : [] }),
  box(5, { state: 'refused', refusal: { ...by, reason: '`503`' } }),
]
const viewOfBoxes = (side: 'client' | 'desk') =>
  viewOf({
    side,
    summary: summaryOf({ subject: 'Invoice printing', assignee: petro }),
    boxes: boxes(side),
    can: side === 'client' ? ['offerAccess'] : ['askAccess'],
  })

const client = {
  face: 'client' as const,
  me: meOf(),
  answers: { ...clientAnswers, ...conversationOf(viewOfBoxes('client')) },
}
const desk = {
  face: 'desk' as const,
  me: someone('owner'),
  answers: {
    ...deskAnswers,
    ...deskBilling(busy),
    ...conversationOf(viewOfBoxes('desk')),
    lookIntoBox: () => ({
      content: [
        { field: 'login' as const, value: 'root' },
        { field: 'password' as const, value: long },
      ],
    }),
  },
}

async function toTicket(page: Page, language: Language): Promise<void> {
  await page
    .getByRole('list')
    .getByRole('button', { name: tickets[0]?.subject ?? '' })
    .first()
    .click()
  await page.getByRole('region', { name: accessTexts.texts[language].title }).waitFor()
}

const scenes: Scene[] = [
  { title: 'access that is asked for and given, as its client', ...client, reach: toTicket },
  {
    title: 'giving access that was asked for',
    ...client,
    async reach(page, language) {
      await toTicket(page, language)
      const region = page.getByRole('region', { name: accessTexts.texts[language].title })
      await region.getByRole('button', { name: accessTexts.texts[language].give, exact: true }).click()
      await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    },
  },
  {
    title: 'access with what is in it, as its assignee',
    ...desk,
    async reach(page, language) {
      await toTicket(page, language)
      await page.getByRole('button', { name: accessTexts.texts[language].look }).first().click()
      await page.getByText(long.slice(0, 40)).first().waitFor()
    },
  },
  {
    title: 'asking for access',
    ...desk,
    async reach(page, language) {
      await toTicket(page, language)
      await page.getByRole('button', { name: accessButtonTexts.texts[language].ask }).click()
      await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    },
  },
]

it.each(scenes)('T9 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
