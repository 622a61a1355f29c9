import { describe, expect, it } from 'vitest'
import { bannersAt, phaseOf, textFor } from '#contract/announcements/shown.types.ts'
import { anAnnouncement, anUpdate } from './factories.ts'

const noon = new Date('2026-11-22T12:00:00.000Z')
const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`
const idsAt = (list: ReturnType<typeof anAnnouncement>[], now = noon) =>
  bannersAt(list, now).map(({ announcementId }) => announcementId)

describe('D3 what of the announcements is shown', () => {
  it('begins and ends at its very instants', () => {
    const window = { from: at(12), until: at(13), endedAt: null }
    expect(phaseOf(window, new Date(noon.getTime() - 1))).toBe('coming')
    expect(phaseOf(window, noon)).toBe('present')
    expect(phaseOf(window, new Date(Date.parse(at(13)) - 1))).toBe('present')
    expect(phaseOf(window, new Date(at(13)))).toBe('over')
    expect(phaseOf({ ...window, until: null, endedAt: at(11) }, noon)).toBe('over')
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
