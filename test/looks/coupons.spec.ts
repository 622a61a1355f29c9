import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { couponsTexts } from '#app/coupons/coupons.texts.ts'
import { specialTexts } from '#app/coupons/special.texts.ts'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import type { Language } from '#contract/common.ts'
import type { CouponOffer, CouponView, OwnCoupon, SpecialView } from '#contract/coupons/types.ts'
import { reactionToCoupons } from '#server/regulations/domain/reactions.ts'
import { vendorCoupons } from '#server/regulations/presets/vendorCoupons.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { aDesk, petro, someone, uuid } from '#test/app/deskFactories.ts'
import { meOf, summaryOf, viewOf } from '#test/app/factories.ts'
import { clientAnswers, rich, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)

const term = { purchasedOn: '2026-03-14', lastDay: '2027-03-14', endsAt: '2027-03-14T22:00:00.000Z' }
const own = (place: number, changes: Partial<OwnCoupon> = {}): OwnCoupon => ({
  couponId: uuid(700 + place),
  lastGroup: '7K2M',
  state: 'live',
  requests: 15,
  spent: 3,
  left: 12,
  withdrawn: 0,
  ...term,
  ...changes,
})
const reaction = reactionToCoupons(vendorSla)
const offer = (coupons: OwnCoupon[], isForLevel = true): CouponOffer => ({
  reaction,
  kinds: vendorCoupons.included.map(({ code, title, calendar, limits }) => ({
    code,
    title,
    inWorkingHours: calendar !== null,
    limits,
  })),
  excluded: vendorCoupons.excluded,
  isForLevel,
  coupons,
})
const renewed = own(2, { spent: 0, left: 15, lastDay: '2028-03-14' })

const client = {
  face: 'client' as const,
  me: meOf(),
  answers: {
    ...clientAnswers,
    readSupport: () => ({ ...rich, hasCoupons: true as const }),
  },
}

async function toNew(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
  await page.getByRole('region', { name: specialTexts.texts[language].choose }).waitFor()
}

const special: SpecialView = {
  kind: { code: 'performanceReview', title: vendorCoupons.included[3]?.title ?? { ru: '', uk: '', en: '' } },
  objects: (vendorCoupons.included[3]?.limits ?? []).map(({ what }) => ({
    what,
    names: ['/catalog', '/a/rather/long/address/that/has/no/place/to/break/and/goes/on/and/on'],
  })),
  coupon: { lastGroup: '7K2M', requests: 15, spent: 4, left: 11, withdrawn: 0, ...term },
  responsible: petro.name,
  phone: '+380 44 123-45-67',
  reaction,
  refunded: { at: '2026-11-22T08:00:00.000Z', by: petro.name, reason: '`503`' },
  mayRefund: true,
}
const view = viewOf({ summary: summaryOf({ subject: 'Invoice printing', assignee: petro, isSpecial: true }) })

const coupon = (place: number, changes: Partial<CouponView> = {}): CouponView => ({
  ...own(place),
  portal: null,
  client: null,
  orderNumber: '17-K',
  note: '',
  issuedBy: petro.name,
  issuedAt: '2026-11-20T08:00:00.000Z',
  ...changes,
})
const coupons = [
  coupon(1, { state: 'open', spent: 0, left: 15, portal: 'romashka.example' }),
  coupon(2, { client: { clientName: 'ООО «Мята»', portalName: 'mint.example' } }),
  coupon(3, { state: 'usedUp', spent: 15, left: 0 }),
  coupon(4, { state: 'ended', orderNumber: '' }),
  coupon(5, { state: 'revoked', left: 0, withdrawn: 12, note: 'x'.repeat(200) }),
]
const entry = { at: '2026-11-20T08:00:00.000Z', by: petro.name, side: 'desk', ticket: null, reason: '' } as const
const owner = {
  face: 'desk' as const,
  me: someone('owner'),
  answers: {
    ...deskAnswers,
    readDesk: () => aDesk({ hasCoupons: true }),
    listCoupons: () => ({
      coupons,
      nextCursor: null,
      terms: { requests: 15, validYears: 1, today: '2026-11-22', withoutPhone: [petro.name] },
    }),
    readCoupon: () => ({
      coupon: coupon(1),
      entries: [
        { ...entry, position: 1, kind: 'issued' as const, change: 15, leftAfter: 15 },
        {
          ...entry,
          position: 2,
          kind: 'spent' as const,
          change: -1,
          leftAfter: 14,
          ticket: { ticketId: uuid(1), number: 'OP-1042' },
        },
        { ...entry, position: 3, kind: 'refunded' as const, change: 1, leftAfter: 15, reason: '`503`' },
        { ...entry, position: 4, kind: 'revoked' as const, change: -15, leftAfter: 0 },
      ],
    }),
    issueCoupons: () => ({
      coupons: [1, 2, 3].map((place) => ({ code: 'H7QK-2M9X-4TVB-7K2M', view: coupon(place) })),
    }),
  },
}

async function toCoupons(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: deskTexts.texts[language].coupons }).click()
  await page.getByRole('heading', { name: couponsTexts.texts[language].title }).waitFor()
}

async function toForm(page: Page, language: Language): Promise<void> {
  await toCoupons(page, language)
  await page.getByRole('button', { name: couponsTexts.texts[language].issue }).first().click()
  await page.getByRole('dialog').getByLabel(couponsTexts.texts[language].list).waitFor()
}

const scenes: Scene[] = [
  {
    title: 'a new ticket without a coupon yet',
    ...client,
    answers: { ...client.answers, readOwnCoupons: () => ({ offer: offer([], false) }) },
    reach: toNew,
  },
  {
    title: 'a special request for a review',
    ...client,
    answers: { ...client.answers, readOwnCoupons: () => ({ offer: offer([own(1), renewed]) }) },
    async reach(page, language) {
      const texts = specialTexts.texts[language]
      await toNew(page, language)
      const region = page.getByRole('region', { name: texts.choose })
      await region.getByRole('checkbox').check()
      await region.getByRole('radio').nth(4).check()
      await region.getByRole('textbox').nth(1).fill('1\n2\n3\n4\n5\n6')
      await region.getByText(texts.included).click()
    },
  },
  {
    title: 'a ticket by coupon with its phone',
    ...client,
    answers: { ...client.answers, ...conversationOf(view), readSpecial: () => ({ special }) },
    async reach(page, language) {
      await page
        .getByRole('list')
        .getByRole('button', { name: tickets[0]?.subject ?? '' })
        .first()
        .click()
      await page.getByRole('region', { name: specialTexts.texts[language].title }).waitFor()
    },
  },
  {
    title: 'the coupons, one of them unfolded',
    ...owner,
    async reach(page, language) {
      await toCoupons(page, language)
      await page.getByText(couponsTexts.texts[language].ledger).first().click()
      await page.getByRole('listitem').getByRole('list').first().waitFor()
    },
  },
  { title: 'the form of new coupons', ...owner, reach: toForm },
  {
    title: 'new coupons as they are shown once',
    ...owner,
    async reach(page, language) {
      const texts = couponsTexts.texts[language]
      await toForm(page, language)
      await page.getByRole('dialog').getByLabel(texts.list).fill('; 17-K')
      await page.getByRole('dialog').getByRole('button', { name: texts.create, exact: true }).click()
      await page.getByRole('button', { name: texts.done }).waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
