import { it } from 'vitest'
import { announcingTexts } from '#app/announcements/announcing.texts.ts'
import { announcementTexts } from '#app/announcements/announcements.texts.ts'
import { holidayTexts } from '#app/announcements/holidays.texts.ts'
import { aDeskAnnouncement, aHoliday, anAnnouncement, anUpdate } from '#test/app/announcements/factories.ts'
import { conditionsOf } from '#test/app/conditionsFactory.ts'
import { someone } from '#test/app/deskFactories.ts'
import { meOf } from '#test/app/factories.ts'
import { clientAnswers } from './answers/client.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

/** In words that are the same in every language. */
const inAll = (text: string) => ({ ru: text, uk: text, en: text })
const long = 'CRM-and-telephony-without-a-single-blank-that-goes-on-in-the-next-line'
const updates = [
  anUpdate({ number: 2, severity: 'critical', title: inAll('SMTP, IMAP: 554'), body: inAll('**SMTP** `554 5.7.1`') }),
  anUpdate({ title: inAll('SMTP'), body: inAll(long) }),
]
const incident = { kind: 'incident' as const, updates }
const planned = {
  from: '2026-11-29T20:00:00.000Z',
  until: '2026-11-30T02:00:00.000Z',
  updates: [anUpdate({ severity: 'info', title: inAll('PostgreSQL 18'), body: inAll('') })],
}
const past = { endedAt: '2026-11-20T09:30:00.000Z', updates: [anUpdate({ title: inAll('CRM'), body: inAll('OK') })] }
const late = {
  from: '2026-11-22T05:00:00.000Z',
  until: '2026-11-22T07:00:00.000Z',
  updates: [anUpdate({ title: inAll('RAID'), body: inAll('') })],
}
const second = { updates: [anUpdate({ title: inAll(`${long.slice(0, 60)} VoIP`), body: inAll('') })] }

const holidays = [
  aHoliday({ holiday: { from: '2026-12-31', to: '2027-01-08', levels: ['basic', 'standard', 'professional'] } }),
  aHoliday({
    holiday: { from: '2026-12-31', to: '2027-01-08', levels: [] },
    declined: { by: 'Igor Belov', at: '2026-11-22T07:00:00.000Z' },
  }),
]
const nothingAnnounced = () => ({ announcements: [], canPublish: true, nextCursor: null })

const scenes: Scene[] = [
  {
    title: 'banners above a client’s page and announcements to be read again',
    face: 'client',
    me: meOf(),
    answers: {
      ...clientAnswers,
      readConditions: () => ({ conditions: conditionsOf('support24') }),
      readAnnouncements: () => ({ announcements: [incident, late, second, planned, past].map(anAnnouncement) }),
    },
    async reach(page, language) {
      await turnTo(page, '#/conditions')
      await page.getByRole('region', { name: announcementTexts.texts[language].history }).waitFor()
    },
  },
  {
    title: 'announcements of a desk',
    face: 'desk',
    me: someone('lead'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      listAnnouncements: () => ({
        announcements: [
          aDeskAnnouncement(incident),
          aDeskAnnouncement({
            ...planned,
            audience: {
              levels: ['professional'],
              editions: ['cloud'],
              memberIds: ['a'],
              plans: ['start'],
              versions: [3],
            },
          }),
          aDeskAnnouncement(past),
        ],
        canPublish: true,
        nextCursor: null,
      }),
      readHolidays: () => ({ holidays }),
    },
    async reach(page, language) {
      await turnTo(page, '#/announcements')
      await page.getByRole('heading', { level: 1, name: announcingTexts.texts[language].title }).waitFor()
      await page.getByText('SMTP, IMAP: 554').waitFor()
      await page.getByText(holidayTexts.texts[language].announce, { exact: true }).waitFor()
    },
  },
  {
    title: 'a new announcement for some',
    face: 'desk',
    me: someone('owner'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      listAnnouncements: nothingAnnounced,
      readHolidays: () => ({ holidays: [] }),
    },
    async reach(page, language) {
      await turnTo(page, '#/announcements')
      await page.getByRole('button', { name: announcingTexts.texts[language].add }).click()
      await page.getByText(announcingTexts.texts[language].some, { exact: true }).click()
      await page.getByText(announcingTexts.texts[language].levels, { exact: true }).waitFor()
    },
  },
  {
    title: 'a holiday that is about to be announced',
    face: 'desk',
    me: someone('owner'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      listAnnouncements: nothingAnnounced,
      readHolidays: () => ({ holidays }),
    },
    async reach(page, language) {
      await turnTo(page, '#/announcements')
      await page.getByText(holidayTexts.texts[language].announce, { exact: true }).click()
      await page.getByText(announcingTexts.texts[language].levels, { exact: true }).waitFor()
    },
  },
]

it.each(scenes)('D3 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
