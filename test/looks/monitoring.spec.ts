import { it } from 'vitest'
import { monitoringTexts } from '#app/monitoring/monitoring.texts.ts'
import { houseMember } from '#contract/tickets/internal.types.ts'
import { summaryOf } from '#test/app/factories.ts'
import { someone } from '#test/app/deskFactories.ts'
import { aComponent, monitoringOf } from '#test/app/monitoring/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf, queue } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

/** In words that are the same in every language. */
const inAll = (text: string) => ({ ru: text, uk: text, en: text })
const long = 'CRM-and-telephony-without-a-single-blank-that-goes-on-and-on'
const at = '2026-11-22T08:00:00.000Z'
const calls = [
  { at, shape: 'alertmanager' as const, firing: 2, resolved: 1, text: 'SMTP 554 5.7.1' },
  {
    at,
    shape: 'unknown' as const,
    firing: 0,
    resolved: 0,
    text: '{"disk":"/dev/sda1-without-a-single-blank-'.repeat(6),
  },
]
const components = [
  aComponent({
    title: inAll('SMTP, IMAP'),
    state: 'down',
    isSigned: true,
    incident: { openedAt: at, isUnstable: false, isAsked: true },
    signals: calls,
  }),
  aComponent({
    title: inAll('CRM'),
    state: 'unstable',
    audience: { levels: ['professional'], editions: ['box'], memberIds: ['a'], plans: [], versions: [] },
  }),
  aComponent({ title: inAll(long), isPublic: false }),
  aComponent({ title: inAll('VoIP'), state: 'unknown', since: null }),
  aComponent({ title: inAll('Opora'), source: 'own' }),
]

const [first = summaryOf()] = queue
const incident = {
  ...first,
  subject: 'SMTP, IMAP',
  memberId: houseMember,
  clientName: null,
  portalName: '',
  isInternal: true as const,
  openedBy: '',
}
const steps = (['opened', 'unstable', 'closed'] as const).map((step, place) => ({
  type: 'ticket.incident' as const,
  seq: place + 1,
  at,
  by: { side: 'system' as const, userId: null, name: '' },
  step,
  title: inAll('SMTP, IMAP'),
}))

function desk(monitoring: ReturnType<typeof monitoringOf>): Pick<Scene, 'face' | 'me' | 'answers'> {
  const added = { monitoring, shown: 'https://opora.example/hook/v1/q8rV2uXJ0bYH6cM3nT5wKzLpA1sDfGhJkQwErTyUiOp' }
  const { componentId } = components[0] ?? aComponent()
  return {
    face: 'desk',
    me: someone('owner'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      readMonitoring: () => monitoring,
      rotateComponent: ({ what }) => ({ ...added, shown: what === 'secret' ? componentId : added.shown }),
    },
  }
}

const scenes: Scene[] = [
  {
    title: 'what a desk has watched, and its public page',
    ...desk(monitoringOf({ components, slug: 'vector' })),
    async reach(page) {
      await turnTo(page, '#/monitoring')
      await page.getByRole('heading', { name: 'SMTP, IMAP' }).waitFor()
      await page.locator('summary').first().click()
      await page.getByText('SMTP 554').waitFor()
    },
  },
  {
    title: 'monitoring where nothing is watched yet',
    ...desk(monitoringOf()),
    async reach(page, language) {
      await turnTo(page, '#/monitoring')
      await page.getByRole('heading', { name: monitoringTexts.texts[language].emptyTitle }).waitFor()
    },
  },
  {
    title: 'a new component for some',
    ...desk(monitoringOf()),
    async reach(page, language) {
      await turnTo(page, '#/monitoring')
      await page.getByRole('button', { name: monitoringTexts.texts[language].add }).click()
      const { source_own: own } = monitoringTexts.texts[language]
      await page.getByRole('dialog').getByText(own, { exact: true }).click()
    },
  },
  {
    title: 'the ticket of an incident',
    face: 'desk',
    me: someone('agent'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      ...conversationOf(openTicketOf({ summary: incident, client: null, can: ['write', 'note', 'take', 'assign'] })),
      readEvents: () => ({ events: steps, hasEarlier: false, lastSeq: steps.length }),
      listQueue: () => ({ tickets: [incident], nextCursor: null, order: 'deadline' }),
    },
    async reach(page) {
      await page.getByRole('button', { name: 'SMTP, IMAP' }).click()
      await page.getByText('SMTP, IMAP').nth(2).waitFor()
    },
  },
  {
    title: 'an address that is shown once',
    ...desk(monitoringOf({ components })),
    async reach(page, language) {
      const t = monitoringTexts.texts[language]
      await turnTo(page, '#/monitoring')
      await page.getByRole('button', { name: t.newAddressOf.replace('{name}', 'CRM'), exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: t.yes, exact: true }).click()
      await page.getByRole('dialog', { name: t.shownAddress }).waitFor()
    },
  },
]

it.each(scenes)('D3 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
