import { describe, expect, it } from 'vitest'
import CompanyPage from '#app/shell/company/CompanyPage.vue'
import CompanyTab from '#app/shell/company/CompanyTab.vue'
import CompanyPanel from '#app/crm/CompanyPanel.vue'
import type { CompanyView } from '#contract/billing/crm.types.ts'
import type { DeskRole } from '#contract/session.ts'
import { anAccount, aTimer } from '../../billing/factories.ts'
import { aTicket, someone } from '../../deskFactories.ts'
import { isThere, openPage, pass, rowOf, wholePage, type Answers } from '../../page.ts'
import { ids, meOf } from '../../factories.ts'
import { CutNetwork, RefusedByServer } from '../../fakeServer.ts'
import { byLabel, byRole, click, server, settle, textOf, type } from '../../harness.ts'

const link = {
  companyId: 7,
  title: 'Ромашка',
  memberId: 'romashka',
  clientName: null,
  portalName: 'romashka.example',
  linkedBy: 'Виктор',
}
const linked: CompanyView = { isGranted: true, link }
const free: CompanyView = { isGranted: true, link: null }
const account = anAccount({ side: 'desk', memberId: 'romashka', timers: [aTimer()] })
const tickets = [aTicket({ number: 'OP-7', subject: 'Почта' })]

function open(company: CompanyView, { answers = {}, canLink = true }: { answers?: Answers; canLink?: boolean } = {}) {
  return openPage(CompanyTab, {
    me: someone('owner'),
    props: { companyId: 7, memberId: 'desk1', canLink },
    answers: {
      readCompany: () => company,
      readAccount: () => account,
      listQueue: () => ({ tickets, nextCursor: null, order: 'newest' }),
      findClients: () => ({ clients: [{ memberId: 'romashka', clientName: null, portalName: 'romashka.example' }] }),
      ...answers,
    },
  })
}

describe('P2 the tab in the card of a company', () => {
  it('shows the balance, who works and the open tickets of its client, with the way to each', async () => {
    const { asked } = await open(linked)

    expect(textOf(byRole('heading', 'romashka.example'))).toBe('romashka.example')
    expect(wholePage()).toContain('20')
    expect(byRole('link', /Игорь Белов/).getAttribute('href')).toMatch(/^\/desk\?member_id=desk1#\/queue\//)
    expect(textOf(rowOf('Открытые обращения', 'Почта'))).toContain('OP-7')
    expect(byRole('link', 'Баланс клиента').getAttribute('href')).toBe('/desk?member_id=desk1#/accounts/romashka')
    expect(asked()).toEqual([
      { name: 'readCompany', input: { of: { by: 'company', companyId: 7 } } },
      { name: 'readAccount', input: { account: { side: 'desk', memberId: 'romashka' } } },
      { name: 'listQueue', input: { memberId: 'romashka', filter: 'open', order: 'newest', limit: 10 } },
    ])
  })

  it('says what there is not, and reads again when something changed', async () => {
    const nothing = anAccount({ side: 'desk', entries: 0, packages: [] })
    const page = await open(linked, {
      answers: { readAccount: () => nothing, listQueue: () => ({ tickets: [], nextCursor: null, order: 'newest' }) },
    })
    expect(wholePage()).toContain('Клиент ещё ничего не покупал.')
    expect(wholePage()).toContain('Открытых обращений нет.')

    server.on('readAccount', () => account)
    await page.receive({ type: 'changed', what: 'billing', key: { deskId: ids.desk, memberId: 'another' } })
    expect(wholePage()).toContain('Клиент ещё ничего не покупал.')
    await page.receive({ type: 'changed', what: 'billing', key: { deskId: ids.desk, memberId: link.memberId } })

    expect(wholePage()).not.toContain('Клиент ещё ничего не покупал.')
  })

  it('reads again when a ticket of its client changed, and of nobody else', async () => {
    const page = await open(linked)
    const before = page.asked().length
    server.on('listQueue', () => ({
      tickets: [aTicket({ number: 'OP-8', subject: 'Диск' })],
      nextCursor: null,
      order: 'newest',
    }))

    await page.receive({ type: 'summary', summary: aTicket({ memberId: 'another' }) })
    expect(page.asked()).toHaveLength(before)
    await page.receive({ type: 'summary', summary: aTicket({ memberId: link.memberId }) })

    expect(textOf(rowOf('Открытые обращения', 'Диск'))).toContain('OP-8')
  })

  it('says why it could not be read, and is read when it is tried again', async () => {
    const failing: Answers = {
      readCompany: () => {
        throw new CutNetwork()
      },
    }
    await open(linked, { answers: failing })
    expect(isThere('button', 'Повторить')).toBe(true)

    server.on('readCompany', () => linked)
    await click(byRole('button', 'Повторить'))

    expect(isThere('heading', 'romashka.example')).toBe(true)
  })

  it('lets an owner say which client the company is, found by a part of its address', async () => {
    let company = free
    const { asked } = await open(free, {
      answers: {
        readCompany: () => company,
        linkCompany: () => {
          company = linked
          return linked
        },
      },
    })
    await type(byLabel('Клиент'), 'roma')
    await pass(300)
    await click(byRole('button', 'Связать с клиентом romashka.example'))

    expect(asked().filter(({ name }) => name === 'findClients')).toContainEqual({
      name: 'findClients',
      input: { search: 'roma' },
    })
    expect(asked()).toContainEqual({ name: 'linkCompany', input: { memberId: 'romashka', companyId: 7 } })
    expect(isThere('heading', 'romashka.example')).toBe(true)
  })

  it('says why a link was refused, and to others who can make it', async () => {
    const refused: Answers = {
      linkCompany: () => {
        throw new RefusedByServer('company_taken')
      },
    }
    await open(free, { answers: refused })
    await click(byRole('button', 'Связать с клиентом romashka.example'))

    expect(textOf(byRole('alert'))).toContain('уже связана с другим клиентом')
  })

  it('tells the rest of the staff who can link it', async () => {
    await open(free, { canLink: false })

    expect(wholePage()).toContain('Связать её с клиентом может управляющий службы')
    expect(isThere('button', /Связать/)).toBe(false)
  })
})

describe('P2 whose tab it is', () => {
  it('nothing is asked for people who are no staff', async () => {
    const { asked } = await openPage(CompanyPage, {
      me: meOf(),
      props: { me: meOf({ desk: null }) },
      answers: { readCompany: () => linked },
    })

    expect(wholePage()).toContain('Вкладка для сотрудников поддержки')
    expect(asked()).toEqual([])
  })
})

describe('Q4 the company of a client on the page of its account', () => {
  const openPanel = (company: CompanyView, role: DeskRole = 'owner') =>
    openPage(CompanyPanel, {
      me: someone(role),
      props: { memberId: 'romashka', canChange: role === 'owner' },
      answers: { readCompany: () => company, linkCompany: () => free },
    })

  it('is shown, and an owner takes the link away', async () => {
    const { asked } = await openPanel(linked)
    expect(isThere('button', 'Ромашка')).toBe(true)
    await click(byRole('button', 'Отвязать'))
    await settle()

    expect(asked()).toContainEqual({ name: 'linkCompany', input: { memberId: 'romashka', companyId: null } })
    expect(isThere('button', 'Выбрать компанию')).toBe(true)
  })

  it('others only read it, and where CRM is not granted there is nothing', async () => {
    await openPanel(linked, 'lead')
    expect(isThere('button', 'Отвязать')).toBe(false)
  })

  it('where CRM is not granted there is nothing', async () => {
    await openPanel({ isGranted: false, link: null })

    expect(wholePage()).toBe('')
  })
})
