import { describe, expect, it, vi } from 'vitest'
import CouponsPage from '#app/coupons/CouponsPage.vue'
import SpecialChoice from '#app/coupons/SpecialChoice.vue'
import SpecialPanel from '#app/coupons/SpecialPanel.vue'
import type { CouponOffer, CouponView, OwnCoupon, SpecialView } from '#contract/coupons/types.ts'
import { petro, someone, uuid } from '../deskFactories.ts'
import { meOf, summaryOf, viewOf } from '../factories.ts'
import { byLabel, byRole, click, server, settle, type } from '../harness.ts'
import { isThere, openPage, wholePage } from '../page.ts'

const term = { purchasedOn: '2026-03-14', lastDay: '2027-03-14', endsAt: '2027-03-14T22:00:00.000Z' }
const own: OwnCoupon = {
  couponId: uuid(701),
  lastGroup: '7K2M',
  state: 'live',
  requests: 15,
  spent: 3,
  left: 12,
  withdrawn: 0,
  ...term,
}
const coupon: CouponView = {
  ...own,
  portal: 'romashka.bitrix24.ru',
  client: null,
  orderNumber: '17-К',
  note: '',
  issuedBy: petro.name,
  issuedAt: '2026-03-14T09:00:00.000Z',
}
const terms = { requests: 15, validYears: 1, today: '2026-11-22', withoutPhone: [] }
const page = { coupons: [coupon], terms, nextCursor: null }

describe('T10 the owner’s coupons', () => {
  const show = () =>
    openPage(CouponsPage, {
      me: someone('owner'),
      answers: {
        listCoupons: () => page,
        issueCoupons: () => ({ coupons: [{ code: 'AAAA-BBBB-CCCC-7K2M', view: coupon }] }),
        revokeCoupon: () => ({ coupon: { ...coupon, state: 'revoked' }, entries: [] }),
      },
    })

  it('are issued from a list that is understood, and their codes are shown until somebody has kept them', async () => {
    await show()
    await click(byRole('button', 'Выпустить купоны'))
    await vi.dynamicImportSettled()
    await settle()
    await type(byRole('textbox', /Кому и на какой заказ/), 'не портал!; 17-К')
    await click(byRole('button', 'Выпустить'))
    expect(wholePage()).toContain('Строка 1: это не адрес портала.')
    expect(server.asked('issueCoupons')).toEqual([])

    await type(byRole('textbox', /Кому и на какой заказ/), 'romashka.bitrix24.ru; 17-К\n; 18-К')
    await click(byRole('button', 'Выпустить'))
    await vi.dynamicImportSettled()
    await settle()
    expect(server.asked('issueCoupons')).toMatchObject([
      {
        purchasedOn: '2026-11-22',
        coupons: [{ portal: 'romashka.bitrix24.ru', orderNumber: '17-К' }, { orderNumber: '18-К' }],
      },
    ])
    expect(wholePage()).toContain('AAAA-BBBB-CCCC-7K2M')
    await click(byRole('button', 'Готово, коды сохранены'))
    await settle()
    expect(document.documentElement.innerHTML).not.toContain('AAAA-BBBB-CCCC-7K2M')
  })

  it('are revoked with a reason, and not without', async () => {
    await show()
    await click(byRole('button', 'Отозвать купон 7K2M'))
    await vi.dynamicImportSettled()
    await settle()
    await click(byRole('button', 'Отозвать'))
    expect(wholePage()).toContain('Напишите причину: она останется в записях.')
    expect(server.asked('revokeCoupon')).toEqual([])
    await type(byRole('textbox', /Причина/), 'Не тому')
    await click(byRole('button', 'Отозвать'))
    await settle()
    expect(server.asked('revokeCoupon')).toEqual([{ couponId: coupon.couponId, reason: 'Не тому' }])
    expect(wholePage()).toContain('Купон …-7K2M отозван.')
  })
})

const offer: CouponOffer = {
  reaction: [],
  kinds: [
    {
      code: 'securityReview',
      title: { ru: 'Проверка безопасности', uk: '', en: '' },
      inWorkingHours: false,
      limits: [{ what: { ru: 'компоненты', uk: '', en: '' }, atMost: 2 }],
    },
  ],
  excluded: [],
  isForLevel: true,
  coupons: [own],
}

describe('T10 a new ticket that is a special request', () => {
  it('says what is wrong with a list that is longer than its limit, or has a line twice', async () => {
    await openPage(SpecialChoice, {
      me: meOf(),
      props: { isTried: true, special: { kind: 'securityReview', objects: [['a', 'b', 'c']] }, isWrong: false },
      answers: { readOwnCoupons: () => ({ offer }) },
    })
    expect(wholePage()).toContain('Осталось 12 из 15')
    expect(wholePage()).toContain('Можно не больше 2')
    await type(byRole('textbox', /компоненты/i), 'a\na')
    expect(wholePage()).toContain('Одна строка повторяется.')
    await type(byRole('textbox', /компоненты/i), ' ')
    expect(wholePage()).toContain('Заполните хотя бы одну строку.')
    await type(byRole('textbox', /компоненты/i), 'a\nb')
    expect(wholePage()).not.toContain('Одна строка повторяется.')
    expect(wholePage()).not.toContain('Заполните хотя бы одну строку.')
  })

  it('begins with a coupon where there is none, and nothing is shown where the terms know none', async () => {
    const props = { isTried: false, special: null, isWrong: false }
    const answers = { readOwnCoupons: () => ({ offer: { ...offer, coupons: [] } }), enterCoupon: () => ({ offer }) }
    await openPage(SpecialChoice, { me: meOf(), props, answers })
    expect(isThere('checkbox')).toBe(false)
    await type(byLabel('Код купона'), 'AAAA-BBBB-CCCC-7K2M')
    await click(byRole('button', 'Добавить'))
    await settle()
    expect(server.asked('enterCoupon')).toEqual([{ code: 'AAAA-BBBB-CCCC-7K2M' }])
    expect(wholePage()).toContain('Осталось 12 из 15')
  })
})

describe('T10 a special request in its ticket', () => {
  const special: SpecialView = {
    kind: null,
    objects: [],
    coupon: { lastGroup: '7K2M', requests: 15, spent: 4, left: 11, withdrawn: 0, ...term },
    responsible: petro.name,
    phone: '+380 44 123-45-67',
    reaction: [],
    refunded: null,
    mayRefund: true,
  }
  const summary = summaryOf({ assignee: petro, isSpecial: true })

  it('is given back with a reason that the client reads, and not without', async () => {
    await openPage(SpecialPanel, {
      me: someone('lead'),
      props: { view: viewOf({ side: 'desk', summary }) },
      answers: { readSpecial: () => ({ special }), refundRequest: () => ({ special }) },
    })
    expect(wholePage()).toContain('+380 44 123-45-67')
    await click(byRole('button', 'Вернуть на купон'))
    await vi.dynamicImportSettled()
    await settle()
    await click(byRole('button', 'Вернуть'))
    expect(wholePage()).toContain('Напишите причину: её прочтёт клиент.')
    expect(server.asked('refundRequest')).toEqual([])
    await type(byRole('textbox', /Причина/), 'Открыто дважды')
    await click(byRole('button', 'Вернуть'))
    await settle()
    expect(server.asked('refundRequest')).toEqual([{ ticketId: summary.ticketId, reason: 'Открыто дважды' }])
  })
})
