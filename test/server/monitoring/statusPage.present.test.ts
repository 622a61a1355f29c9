import { describe, expect, it } from 'vitest'
import { languages } from '#contract/common.ts'
import { mostComponents, longestName, type PublicEntry, type PublicStatus } from '#contract/monitoring/types.ts'
import { statusNoteHtml, statusPageHtml } from '#server/monitoring/statusPage.present.ts'

const said = (text: string) => ({ ru: text, uk: text, en: text })
const at = '2026-11-30T08:00:00.000Z'
const evil = `"'><script>alert(1)</script>&`

function aStatus(changes: Partial<PublicStatus> = {}): PublicStatus {
  return { desk: 'Вектор', at, timeZone: 'Europe/Moscow', components: [aComponent()], entries: [], ...changes }
}

function aComponent(changes: Partial<PublicStatus['components'][number]> = {}): PublicStatus['components'][number] {
  return { title: said('Почта'), state: 'up', since: at, days: `${'-'.repeat(60)}${'o'.repeat(29)}x`, ...changes }
}

function anEntry(changes: Partial<PublicEntry> = {}): PublicEntry {
  const updates = [{ at, severity: 'warning' as const, title: said('Сбой: Почта'), body: said('Разбираемся') }]
  return { kind: 'incident', phase: 'present', from: at, until: null, endedAt: null, updates, ...changes }
}

describe('D3 the public page', () => {
  it('says how each component is, what goes on, and as of when', () => {
    const html = statusPageHtml(aStatus({ entries: [anEntry()] }), 'ru', false)
    for (const text of ['Вектор: состояние', 'Есть сбои', 'Почта', 'Работает', 'Сбой: Почта', 'Разбираемся'])
      expect(html).toContain(text)
    expect(html).toContain('90 дней: дней со сбоем 1, без сигналов 60')
    expect(html).toContain('30 нояб. 2026 г., 11:00')
    expect(html).not.toContain('Связи с базой нет')
    expect(statusPageHtml(aStatus(), 'ru', false)).toContain('Известных сбоев нет')
    expect(statusPageHtml(aStatus(), 'en', true)).toContain('this is the last that is known')
  })

  it('does not call well what it has heard nothing of, or what is old', () => {
    const silent = statusPageHtml(aStatus({ components: [aComponent({ state: 'unknown', since: null })] }), 'en', false)
    expect(silent).toContain('No data')
    for (const state of ['down', 'unstable'] as const)
      expect(statusPageHtml(aStatus({ components: [aComponent({ state })] }), 'en', false)).toContain(
        'There are incidents',
      )
    expect(statusPageHtml(aStatus(), 'en', true)).not.toContain('No incidents are known')
  })

  it('is no more than 30 kB, whatever a desk has written, and ends as it should', () => {
    const long = { title: said('&'.repeat(longestName)), state: 'unstable' as const }
    const days = 'xo-'.repeat(30)
    const updates = Array.from({ length: 50 }, () => {
      return { at, severity: 'critical' as const, title: said('"'.repeat(80)), body: said('Щ&'.repeat(1000)) }
    })
    const status = aStatus({
      desk: '&'.repeat(200),
      timeZone: 'America/Argentina/ComodRivadavia',
      components: Array.from({ length: mostComponents }, () => aComponent({ ...long, days })),
      entries: Array.from({ length: 200 }, () => anEntry({ updates, until: at })),
    })
    for (const language of languages) {
      const html = statusPageHtml(status, language, true)
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30_000)
      expect(html.match(/<svg/g)).toHaveLength(mostComponents)
      expect(html.endsWith('</main>')).toBe(true)
      expect(html.split('<li>')).toHaveLength(html.split('</li>').length)
    }
  })

  it('takes nothing that was written for a tag of its own', () => {
    const updates = [{ at, severity: 'info' as const, title: said(evil), body: said(evil) }]
    const status = aStatus({
      desk: evil,
      components: [aComponent({ title: said(evil) })],
      entries: [anEntry({ updates })],
    })
    const html = statusPageHtml(status, 'uk', false)
    expect(html).not.toContain('<script')
    expect(html.match(/alert\(1\)/g)?.length).toBeGreaterThanOrEqual(4)
  })

  it('has no script and asks nobody for anything', () => {
    const html = statusPageHtml(aStatus({ entries: [anEntry()] }), 'en', false)
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(|https?:/)
    expect(statusNoteHtml('missing', 'en')).toContain('There is no such page.')
  })
})
