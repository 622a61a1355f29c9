import { beforeEach, describe, expect, it, vi } from 'vitest'
import OpenNow from '#app/shell/desk/OpenNow.vue'
import UncoveredHours from '#app/shell/desk/UncoveredHours.vue'
import type { DeskView } from '#contract/connections/types.ts'
import { aDesk } from '../../deskFactories.ts'
import { deskMe } from '../../factories.ts'
import { mountPage, signIn, textOf } from '../../harness.ts'

const text = () => textOf(document.body)
const night: DeskView['uncovered'][number] = {
  who: 'people',
  levels: ['enterprise'],
  spans: [{ from: '2026-11-22T16:00:00.000Z', until: '2026-11-23T07:00:00.000Z' }],
  minutes: 900,
}
const closed = { openNow: false, until: null, from: '2026-11-23T07:00:00.000Z' }

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T20:00:00Z'), toFake: ['Date'] })
  await signIn(deskMe())
})

describe('E10 the head of a desk whose hours differ by tariff', () => {
  it('says for whom it is open while it is closed for the others', () => {
    mountPage(OpenNow, { props: { desk: aDesk({ ...closed, openFor: ['enterprise'] }) } })

    expect(text()).toMatch(/Открыто для тарифов: энтерпрайз\. Закрыто, откроется/)
    expect(text()).not.toContain('на смене никого')
  })

  it('and that nobody is there for them', () => {
    mountPage(OpenNow, { props: { desk: aDesk({ ...closed, openFor: ['enterprise'], uncovered: [night] }) } })

    expect(text()).toContain('на смене никого')
  })

  it('is silent where nothing is promised now', () => {
    mountPage(OpenNow, { props: { desk: aDesk({ ...closed, openFor: [], uncovered: [night] }) } })

    expect(text()).not.toMatch(/Открыто|на смене никого/)
  })
})

describe('E10 the standing warning', () => {
  it('says to whom people are promised, when nobody is there, and what mends it', () => {
    const onDuty = { ...night, who: 'onDuty' as const }
    mountPage(UncoveredHours, { props: { uncovered: [night, onDuty] } })

    expect(text()).toContain('Регламент обещает людей тарифам: энтерпрайз. Без смены остаётся 15 часов за неделю')
    expect(text()).toContain('Регламент обещает дежурного тарифам: энтерпрайз')
    expect(text()).toContain('Расставьте смены')
  })

  it('says nothing where everything is covered', () => {
    mountPage(UncoveredHours, { props: { uncovered: [] } })

    expect(text()).toBe('')
  })
})
