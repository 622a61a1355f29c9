import { describe, expect, it } from 'vitest'
import { bannersAt, overdueHours, phaseOf, textFor } from '#contract/announcements/shown.types.ts'
import { anAnnouncement, anUpdate } from './factories.ts'

const noon = new Date('2026-11-22T12:00:00.000Z')
const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`
const idsAt = (list: ReturnType<typeof anAnnouncement>[], now = noon) =>
  bannersAt(list, now).map(({ announcementId }) => announcementId)

describe('D3 what of the announcements is shown', () => {
  it('begins and ends at its very instants', () => {
    const window = { kind: 'news', from: at(12), until: at(13), endedAt: null } as const
    expect(phaseOf(window, new Date(noon.getTime() - 1))).toBe('coming')
    expect(phaseOf(window, noon)).toBe('present')
    expect(phaseOf(window, new Date(Date.parse(at(13)) - 1))).toBe('present')
    expect(phaseOf(window, new Date(at(13)))).toBe('over')
    expect(phaseOf({ ...window, until: null, endedAt: at(11) }, noon)).toBe('over')
  })

  it('of maintenance that nobody has ended is overdue for a day, and over by itself then; nothing else is', () => {
    const window = { kind: 'maintenance', from: at(8), until: at(9), endedAt: null } as const
    const after = (milliseconds: number) => new Date(Date.parse(at(9)) + milliseconds)
    expect(phaseOf(window, after(-1))).toBe('present')
    expect(phaseOf(window, after(0))).toBe('overdue')
    expect(phaseOf(window, after(overdueHours * 3_600_000 - 1))).toBe('overdue')
    expect(phaseOf(window, after(overdueHours * 3_600_000))).toBe('over')
    expect(phaseOf({ ...window, endedAt: at(9) }, after(0))).toBe('over')
    for (const kind of ['incident', 'hours', 'news'] as const) {
      expect(phaseOf({ ...window, kind }, after(0))).toBe('over')
    }
  })

  it('of maintenance that is overdue stands above the page', () => {
    const late = anAnnouncement({ from: at(8), until: at(9) })
    expect(idsAt([late])).toEqual([late.announcementId])
    expect(idsAt([late], new Date('2026-11-23T09:00:00.000Z'))).toEqual([])
  })

  it('at most two stand above the page, the worst first, then the newest', () => {
    const info = anAnnouncement({ updates: [anUpdate({ severity: 'info' })] })
    const older = anAnnouncement({ updates: [anUpdate({ at: at(8) })] })
    const newer = anAnnouncement({ updates: [anUpdate({ at: at(9) })] })
    const critical = anAnnouncement({ updates: [anUpdate({ severity: 'critical', at: at(7) })] })

    expect(idsAt([info, older, newer, critical])).toEqual([critical.announcementId, newer.announcementId])
    expect(idsAt([info, older, newer])).toEqual([newer.announcementId, older.announcementId])
  })

  it('what was closed stays away until it is told anew; what is critical cannot be closed', () => {
    const updates = [anUpdate({ number: 2 }), anUpdate()]
    expect(idsAt([anAnnouncement({ updates, closed: 2 })])).toEqual([])
    expect(idsAt([anAnnouncement({ updates, closed: 1 })])).toHaveLength(1)
    expect(idsAt([anAnnouncement({ updates: [anUpdate({ severity: 'critical' })], closed: 1 })])).toHaveLength(1)
  })

  it('is read in the reader’s language, else in the first that there is', () => {
    const texts = { ru: '', uk: 'Роботи', en: 'Maintenance' }
    expect([textFor(texts, 'en'), textFor(texts, 'ru')]).toEqual(['Maintenance', 'Роботи'])
  })
})
